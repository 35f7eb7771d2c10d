package io.pollhook.delivery;

import io.pollhook.claim.Lease;
import io.pollhook.delivery.Notices.Waiting;
import io.pollhook.http.CallFailure;
import io.pollhook.http.Egress;
import io.pollhook.http.Limits;
import io.pollhook.http.OutboundHttp;
import io.pollhook.http.OutgoingUrl;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/**
 * Sends notices to {@code pollhook.operations.url} in order, one at a time, and retries each until
 * the answer is 2xx; a bean of the delivery routes. The URL is the operator's own and may be
 * private.
 */
public final class NoticeDelivery implements AutoCloseable {
  private static final int LONGEST_ERROR = 500;

  private final Notices notices;
  private final String url;
  private final RetrySchedule schedule;
  private final Lease lease;
  private final DeliveryLog log;
  private final OutboundHttp http;

  NoticeDelivery(
      Notices notices, String url, RetrySchedule schedule, Lease lease, DeliveryLog log) {
    this.notices = notices;
    this.url = url;
    this.schedule = schedule;
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
    String error = post(notice.body());
    if (error == null) {
      notices.sent(notice);
      log.noticeSent();
      return true;
    }
    int failures = notice.attempts() + 1;
    Duration wait =
        schedule.isUsedUpAfter(failures)
            ? schedule.probe(Optional.empty())
            : schedule.after(failures, Optional.empty());
    Clock clock = lease.clock();
    notices.failed(notice, error, clock.millis() + wait.toMillis());
    log.noticeFailed(error, wait);
    return false;
  }

  /** Sends a body; returns why it was not accepted, or null if it was. */
  private String post(String body) {
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
      return status / 100 == 2 ? null : "the URL answered " + status;
    } catch (IOException e) {
      String error = CallFailure.describe(e);
      return error.substring(0, Math.min(error.length(), LONGEST_ERROR));
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
