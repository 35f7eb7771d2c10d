package io.pollhook.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the packaged program, from the manifest of its jar. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {"Pollhook " + Optional.ofNullable(version).orElse("(not packaged)")};
  }
}
