package io.pollhook.oauth;

import com.nimbusds.oauth2.sdk.http.HTTPRequestSender;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPRequest;
import com.nimbusds.oauth2.sdk.http.ReadOnlyHTTPResponse;
import io.pollhook.http.OutboundHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Sends the requests that Nimbus composes, under the limits of all outgoing calls. */
final class OutboundSender implements HTTPRequestSender {
  private final OutboundHttp http;
  private final String element;

  /** Creates a sender for calls to an element's provider. */
  OutboundSender(OutboundHttp http, String element) {
    this.http = http;
    this.element = element;
  }

  @Override
  public ReadOnlyHTTPResponse send(ReadOnlyHTTPRequest request) throws IOException {
    HttpUriRequestBase sent = new HttpUriRequestBase(request.getMethod().name(), request.getURI());
    request
        .getHeaderMap()
        .forEach((name, values) -> values.forEach(value -> sent.addHeader(name, value)));
    // Some providers, such as GitHub, respond with a form unless asked for JSON.
    sent.setHeader(HttpHeaders.ACCEPT, "application/json");
    sent.setHeader(OutboundHttp.ELEMENT, element);
    if (request.getBody() != null) {
      byte[] body = request.getBody().getBytes(StandardCharsets.UTF_8);
      sent.setEntity(new ByteArrayEntity(body, null));
    }
    return http.client().execute(sent, OutboundSender::read);
  }

  private static HTTPResponse read(ClassicHttpResponse response) throws IOException {
    HTTPResponse answer = new HTTPResponse(response.getCode());
    if (response.containsHeader(HttpHeaders.RETRY_AFTER)) {
      answer.setHeader(
          HttpHeaders.RETRY_AFTER, response.getFirstHeader(HttpHeaders.RETRY_AFTER).getValue());
    }
    HttpEntity entity = response.getEntity();
    if (entity != null) {
      answer.setBody(new String(entity.getContent().readAllBytes(), StandardCharsets.UTF_8));
    }
    return answer;
  }
}
