package io.pollhook.google;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.calendar.Calendar;
import com.google.api.services.gmail.Gmail;
import com.google.api.services.people.v1.PeopleService;

/** Google's own Java clients, set up to call the stand-in. */
final class GoogleClients {
  private static final NetHttpTransport TRANSPORT = new NetHttpTransport();
  private static final GsonFactory JSON = GsonFactory.getDefaultInstance();
  private static final String NAME = "stand-in-test";

  private GoogleClients() {}

  static Gmail gmail(GoogleStandIn google, String accessToken) {
    return new Gmail.Builder(TRANSPORT, JSON, with(accessToken))
        .setRootUrl(google.gmailUrl() + "/")
        .setApplicationName(NAME)
        .build();
  }

  static Calendar calendar(GoogleStandIn google, String accessToken) {
    return new Calendar.Builder(TRANSPORT, JSON, with(accessToken))
        .setRootUrl(google.calendarUrl().resolve("/").toString())
        .setApplicationName(NAME)
        .build();
  }

  static PeopleService people(GoogleStandIn google, String accessToken) {
    return new PeopleService.Builder(TRANSPORT, JSON, with(accessToken))
        .setRootUrl(google.peopleUrl() + "/")
        .setApplicationName(NAME)
        .build();
  }

  private static HttpRequestInitializer with(String accessToken) {
    return request -> request.getHeaders().setAuthorization("Bearer " + accessToken);
  }
}
