package io.pollhook.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** docs/dependencies.md lists every version that the pom pins for the program, and no other. */
class DependenciesPageTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\S+:\\S+)` \\| (\\S+) \\| \\S.*\\|$");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

  @Test
  void listsEveryVersionThatThePomPins() throws Exception {
    Map<String, String> listed =
        ROW.matcher(Files.readString(Path.of("docs/dependencies.md")))
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));

    assertThat(new TreeMap<>(listed)).isEqualTo(pinned());
  }

  private static Map<String, String> pinned() throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    Element properties = (Element) pom.getElementsByTagName("properties").item(0);
    Map<String, String> pinned = new TreeMap<>();
    NodeList dependencies = pom.getElementsByTagName("dependency");
    for (int i = 0; i < dependencies.getLength(); i++) {
      Element dependency = (Element) dependencies.item(i);
      String version = child(dependency, "version");
      if (!version.isEmpty() && isOfTheProgram(dependency)) {
        pinned.put(
            child(dependency, "groupId") + ":" + child(dependency, "artifactId"),
            PLACEHOLDER.matcher(version).replaceAll(match -> value(properties, match)));
      }
    }
    return pinned;
  }

  /** Returns whether a dependency is neither a test's nor a plugin's. */
  private static boolean isOfTheProgram(Element dependency) {
    Element holder = (Element) dependency.getParentNode().getParentNode();
    return !child(dependency, "scope").equals("test") && !holder.getTagName().equals("plugin");
  }

  private static String value(Element properties, MatchResult placeholder) {
    return child(properties, placeholder.group(1));
  }

  private static String child(Element parent, String name) {
    for (int i = 0; i < parent.getChildNodes().getLength(); i++) {
      if (parent.getChildNodes().item(i) instanceof Element child
          && child.getTagName().equals(name)) {
        return child.getTextContent().strip();
      }
    }
    return "";
  }
}
