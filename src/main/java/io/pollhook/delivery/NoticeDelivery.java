package io.pollhook.delivery;

import io.pollhook.claim.Lease;
import io.pollhook.delivery.Notices.Waiting;
import io.pollhook.http.CallFailure;
import io.pollhook.http.Egress;
import io.pollhook.http.Limits;
import io.pollhook.http.OutboundHttp;
import io.pollhook.http.OutgoingUrl;
import io.pollhook.log.Shortened;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Sends notices to {@code pollhook.operations.url} in order, one at a time; a bean of the delivery
 * routes. Each is retried until the answer is 2xx, the receiver has refused it ten times, or it is
 * older than the retention: an outage loses none, and no notice blocks later ones forever. The URL
 * is the operator's own and may be private.
 */
public final class NoticeDelivery implements AutoCloseable {
  private static final int LONGEST_ERROR = 500;

  private final Notices notices;
  private final String url;
  private final RetrySchedule schedule;
  private final Duration retention;
  private final Lease lease;
  private final DeliveryLog log;
  private final OutboundHttp http;

  NoticeDelivery(
      Notices notices,
      String url,
      RetrySchedule schedule,
      Duration retention,
      Lease lease,
      DeliveryLog log) {
    this.notices = notices;
    this.url = url;
    this.schedule = schedule;
    this.retention = retention;
    this.lease = lease;
    this.log = log;
    this.http =
        OutboundHttp.byStatus(
            Limits.within(lease.longestCall()), SystemDefaultDnsResolver.INSTANCE, Egress.DIRECT);
  }

  /** Sends the notices that are due until one fails or none is left. */
  public void sendDue() {
    boolean continues = !url.isEmpty();
    while (continues) {
      Optional<Waiting> notice = notices.claim(lease.fromNow());
      continues = notice.isPresent() && send(notice.get());
    }
  }

  private boolean send(Waiting notice) {
    AttemptResult outcome = post(notice.body());
    if (outcome.isDelivered()) {
      notices.delete(notice);
      log.noticeSent();
      return true;
    }
    int failures = notice.attempts() + 1;
    if (outcome.isRefusal() && failures >= FailurePolicy.MOST_REFUSALS) {
      notices.delete(notice);
      log.noticeDropped(notice, failures, outcome.error());
      return true;
    }
    Duration wait = schedule.after(failures, notice.id(), Optional.empty());
    long now = lease.clock().millis();
    notices.failed(notice, outcome.error(), now + wait.toMillis());
    log.noticeFailed(outcome.error(), wait);
    log.noticesExpired(notices.deleteBefore(now - retention.toMillis()));
    return false;
  }

  private AttemptResult post(String body) {
    HttpPost request = new HttpPost(OutgoingUrl.of(url).uri());
    request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    try {
      int status =
          http.client()
              .execute(
                  request,
                  answer -> {
                    EntityUtils.consumeQuietly(answer.getEntity());
                    return answer.getCode();
                  });
      return status / 100 == 2
          ? AttemptResult.accepted(status, null)
          : new AttemptResult(status, "the URL answered " + status, false, Optional.empty(), null);
    } catch (IOException e) {
      String error = CallFailure.describe(e);
      return AttemptResult.unanswered(Shortened.to(LONGEST_ERROR, error), false);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
