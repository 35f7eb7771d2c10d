package io.pollhook.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Contact groups are reported once each when they appear, change and disappear. */
class ReportsContactGroupsTest {
  @RegisterExtension static final SharedScene SCENE = new SharedScene();
  private final User user = SCENE.user();

  @Test
  void createdUpdatedAndDeletedAreReportedOnceEach() {
    String old = user.groups().create("old");
    Watched groups = user.watch("googlesuite", "changed-groups", "/hubs/general/changed-groups");
    String id = user.groups().create("friends");
    groups.expect("changed-groups CREATED " + id);
    user.groups().rename(id, "family");
    groups.expect("changed-groups CREATED " + id, "changed-groups UPDATED " + id);
    user.groups().delete(id);
    user.groups().addMember(old);
    groups.expectNoMoreThan(
        "changed-groups CREATED " + id,
        "changed-groups UPDATED " + id,
        "changed-groups DELETED " + id,
        "changed-groups UPDATED " + old);
  }

  @Test
  void heldBackChangesAreReportedWhenTheInstanceIsEnabled() {
    List<String> ids =
        IntStream.range(0, 12).mapToObj(i -> user.groups().create("group " + i)).toList();
    Watched groups = user.watch("googlesuite", "changed-groups", "/hubs/general/changed-groups");
    ids.subList(1, 12).forEach(user.groups()::delete);
    groups.awaitState("changed-groups", "FAILED");
    assertThat(groups.reported()).isEmpty();

    groups.enable();

    groups.expect(ids.subList(1, 12).stream().map(id -> "changed-groups DELETED " + id).toList());
    groups.awaitState("changed-groups", "OK");
  }

  @Test
  void groupHasItsIdAndItsDate() {
    Watched groups = user.watch("googlesuite", "changed-groups", "/hubs/general/changed-groups");
    user.groups().dateFraction(9);
    String id = user.groups().create("friends");
    groups.expect("changed-groups CREATED " + id);
    JsonNode raw = groups.raw().get(0);
    assertThat(raw.path("id").asText()).isEqualTo(id);
    assertThat(raw.path("resourceName").asText()).isEqualTo("contactGroups/" + id);
    assertThat(raw.at("/metadata/updateTime").asText())
        .startsWith(groups.events().get(0).date().replace("Z", ""));
  }
}
