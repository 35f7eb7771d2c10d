package io.pollhook.element;

import java.io.StringReader;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Finds the line on which a field of a YAML document stands. */
final class YamlLines {
  private YamlLines() {}

  /**
   * The line, counted from 1, of the last step that is there; 0 where the text is no YAML.
   *
   * @param path names of fields, numbers of list entries
   */
  static int find(String text, List<String> path) {
    Node node;
    try {
      node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
    } catch (YAMLException e) {
      return 0;
    }
    int line = node == null ? 0 : line(node);
    for (String step : path) {
      Node key = node == null ? null : key(node, step);
      if (key == null) {
        return line;
      }
      line = line(key);
      node = value(node, step);
    }
    return line;
  }

  private static int line(Node node) {
    return node.getStartMark().getLine() + 1;
  }

  private static Node key(Node parent, String step) {
    if (parent instanceof SequenceNode) {
      return value(parent, step);
    }
    NodeTuple tuple = tuple(parent, step);
    return tuple == null ? null : tuple.getKeyNode();
  }

  private static Node value(Node parent, String step) {
    if (parent instanceof SequenceNode list) {
      int index = step.matches("\\d{1,6}") ? Integer.parseInt(step) : Integer.MAX_VALUE;
      return index < list.getValue().size() ? list.getValue().get(index) : null;
    }
    NodeTuple tuple = tuple(parent, step);
    return tuple == null ? null : tuple.getValueNode();
  }

  private static NodeTuple tuple(Node parent, String name) {
    if (parent instanceof MappingNode mapping) {
      for (NodeTuple tuple : mapping.getValue()) {
        if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)) {
          return tuple;
        }
      }
    }
    return null;
  }
}
