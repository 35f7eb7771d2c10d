package example;

import io.pollhook.InstanceDraft;
import io.pollhook.Pollhook;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Adds mailboxes. */
@RestController
public class Mailboxes {
  private final Pollhook pollhook;
  private final String minutes;

  /** With the auto-configured Pollhook. */
  public Mailboxes(Pollhook pollhook, @Value("${refresh-interval:1}") String minutes) {
    this.pollhook = pollhook;
    this.minutes = minutes;
  }

  /** One whose owner has granted access. */
  public record Mailbox(String clientId, String clientSecret, String redirectUri, String code) {}

  /** Returns the instance's id. */
  @PostMapping("/mailboxes")
  public long add(@RequestBody Mailbox mailbox) {
    InstanceDraft draft =
        InstanceDraft.of("gmail")
            .name("Mail")
            .code(mailbox.code())
            .with("oauth.api.key", mailbox.clientId())
            .with("oauth.api.secret", mailbox.clientSecret())
            .with("oauth.callback.url", mailbox.redirectUri())
            .with("event.notification.enabled", true)
            .with("event.notification.callback.url", "pollhook:mail")
            .with("event.poller.refresh_interval", minutes)
            .with(
                "event.poller.configuration",
                Map.of("changed-messages", Map.of("url", "/hubs/general/changed-messages")));
    return pollhook.instances().create(draft).id();
  }
}
