package io.pollhook.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pollhook.store.Json;

/** The bodies that Cloud Elements' documentation gives for gmail and googlesuite. */
final class Seeds {
  static final String API_KEY = "11111-api-key.apps.googleusercontent.com";
  static final String API_SECRET = "api-secret-77777";
  static final String CODE = "4/grant-code-33333";

  private Seeds() {}

  static ObjectNode gmail() {
    return read(
        """
        {
          "element": {"key": "gmail"},
          "providerData": {"code": "4/grant-code-33333"},
          "configuration": {
            "oauth.api.key": "11111-api-key.apps.googleusercontent.com",
            "oauth.api.secret": "api-secret-77777",
            "oauth.callback.url": "https://auth.mycoolapp.com/oauth",
            "event.notification.enabled": true,
            "event.notification.callback.url": "https://cloud-element.com/elements/api-v2/events/page.elementKey/",
            "event.poller.refresh_interval": "15",
            "event.poller.configuration": {
              "changed-messages": {"url": "/hubs/general/changed-messages", "idField": "id"}
            }
          },
          "tags": ["Docs"],
          "name": "API Instance with Polling"
        }
        """);
  }

  static ObjectNode googlesuite() {
    return read(
        """
        {
          "element": {"key": "googlesuite"},
          "providerData": {"code": "4/grant-code-33333"},
          "configuration": {
            "oauth.api.key": "11111-api-key.apps.googleusercontent.com",
            "oauth.api.secret": "api-secret-77777",
            "oauth.callback.url": "https://auth.mycoolapp.com/oauth",
            "event.notification.enabled": true,
            "event.notification.callback.url": "https://cloud-element.com/elements/api-v2/events/page.elementKey/",
            "event.poller.refresh_interval": "15",
            "event.poller.configuration": {
              "calendars/{calendarId}/changed-events": {
                "url": "/hubs/general/calendars/{calendarId}/changed-events", "idField": "",
                "datesConfiguration": {
                  "updatedDateField": "updated",
                  "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", "updatedDateTimezone": "GMT",
                  "createdDateField": "created",
                  "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", "createdDateTimezone": "GMT"}},
              "calendars/primary/changed-events": {
                "url": "/hubs/general/calendars/primary/changed-events", "idField": ""},
              "changed-groups": {
                "url": "/hubs/general/changed-groups", "idField": "id",
                "datesConfiguration": {
                  "updatedDateField": "metadata.updateTime",
                  "updatedDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'",
                  "createdDateField": "metadata.updateTime",
                  "createdDateFormat": "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"}},
              "changed-messages": {"url": "/hubs/general/changed-messages", "idField": "id"}
            }
          },
          "tags": ["Docs"],
          "name": "<INSTANCE_NAME>"
        }
        """);
  }

  private static ObjectNode read(String json) {
    return (ObjectNode) Json.parse(json);
  }
}
