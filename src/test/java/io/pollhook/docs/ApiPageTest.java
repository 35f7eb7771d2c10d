package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ApiPageTest {
  @Test
  void listsEveryDescribedCall() {
    Set<String> listed =
        Page.of("docs/api.md").rows("\\| `([A-Z]+ /[^`]*)` \\|.*").stream()
            .map(row -> row.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> served = DescribedCalls.read();
    Set<String> byToken = new TreeSet<>(served);
    byToken.removeAll(listed);
    assertThat(listed).isNotEmpty().isSubsetOf(served);
    assertThat(byToken)
        .allSatisfy(
            call -> assertThat(listed).contains(call.replace("/instances", "/instances/{id}")));
  }
}
