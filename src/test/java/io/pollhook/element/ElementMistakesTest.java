package io.pollhook.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pollhook.settings.SettingsLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake in an element file is one line with file, line, field, value and expectation. */
class ElementMistakesTest {
  private static final String VALID =
      """
      key: acme
      baseUrl: https://acme.example
      authentication:
        type: api-key
      resources:
        - path: /things
          query:
            since: ${epoch:s}
      errors:
        - status: 429
          means: rate-limited
      polling:
        things:
          url: /hubs/general/things
      """;

  private final ElementReader reader =
      new ElementReader(new SettingsLoader(Path.of("target"), Map.of(), new Properties()).load());

  private List<String> mistakes(String text) {
    return catchThrowableOfType(ElementException.class, () -> reader.read("acme.yaml", text))
        .lines();
  }

  @Test
  void validFileIsRead() throws ElementException {
    Element element = reader.read("acme.yaml", VALID);
    assertThat(element.sourceOf(element.resources().get(0))).isEqualTo("acme-things");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "key: acme | key: a b | line 1: key is \"a b\", expected letters, digits, dots, dashes and"
            + " underscores",
        "key: acme | key: [] | line 1: key is empty, expected text",
        "key: acme | key: 7 | line 1: key is a number, expected text",
        "key: acme | key: ~ | line 1: key is empty, expected text",
        "key: acme | kye: acme | line 1: key is missing; line 1: kye is unknown, did you mean key?",
        "https://acme.example | ftp://acme.example | line 2: baseUrl is \"ftp://acme.example\","
            + " expected an http or https URL without a slash at its end",
        "https://acme.example | https://acme.example/ | line 2: baseUrl is"
            + " \"https://acme.example/\", expected an http or https URL without a slash at its"
            + " end",
        "type: api-key | type: apikey | line 4: authentication.type is \"apikey\", expected one of"
            + " oauth2, client-credentials, api-key, basic, none",
        "type: api-key | type: [api-key] | line 4: authentication.type is a list, expected one of"
            + " oauth2, client-credentials, api-key, basic, none",
        "type: api-key | value: {a: b} | line 4: authentication.value is a map, expected text",
        "type: api-key | password: 1234 | line 4: authentication.password is a number, expected"
            + " text",
        "type: api-key | password: true | line 4: authentication.password is true or false,"
            + " expected text",
        "type: api-key | scopes: a | line 4: authentication.scopes is \"a\", expected a list",
        "type: api-key | tokenUrl: a.example | line 4: authentication.tokenUrl is \"a.example\","
            + " expected an http or https URL",
        "type: api-key | type: client-credentials | line 3: authentication.tokenUrl is missing:"
            + " oauth2 and client-credentials need it",
        "type: api-key | {type: api-key, header: a, query: b} | line 3: authentication has both"
            + " header and query, expected only one of them",
        "path: /things | conditional: sometimes | line 6: resources[0].conditional is"
            + " \"sometimes\", expected true or false; line 6: resources[0].path is missing",
        "- path: /things | - {path: /a, paging: {size: many}} | line 6: resources[0].paging.size is"
            + " \"many\", expected a whole number from 1 to 1000000",
        "- path: /things | - {path: /a, paging: {size: 0}} | line 6: resources[0].paging.size is 0,"
            + " expected a whole number from 1 to 1000000",
        "- path: /things | - {path: /a, paging: {size: 1.5}} | line 6: resources[0].paging.size is"
            + " 1.5, expected a whole number from 1 to 1000000",
        "- path: /things | - {path: /a, paging: {start: 99999999999}} | line 6:"
            + " resources[0].paging.start is 99999999999, expected a whole number from 0 to"
            + " 1000000",
        "- path: /things | - {path: /a, paging: link} | line 6: resources[0].paging is \"link\","
            + " expected a map",
        "- path: /things | - {path: /a, paging: {style: pages}} | line 6: resources[0].paging.style"
            + " is \"pages\", expected one of none, token, page, offset, link, cursor, next-url",
        "- path: /things | - {path: /a, paging: {style: page}} | line 6:"
            + " resources[0].paging.parameter is missing: the styles token, page, offset and cursor"
            + " need it",
        "- path: /things | - {path: /a, pagging: {}} | line 6: resources[0].pagging is unknown, did"
            + " you mean paging?",
        "- path: /things | - {path: things} | line 6: resources[0].path is \"things\", expected a"
            + " path that begins with a slash",
        "- path: /things | - {path: /a, get: things} | line 6: resources[0].get is \"things\","
            + " expected a path that begins with a slash, or an http or https URL",
        "- path: /things | - {path: /a, order: down} | line 6: resources[0].order is \"down\","
            + " expected one of any, newest-first",
        "status: 429 | status: 42 | line 10: errors[0].status is 42, expected a status such as 429,"
            + " a range such as 500-599, or a list of these",
        "status: 429 | status: [429, 5xx] | line 10: errors[0].status[1] is \"5xx\", expected a"
            + " status such as 429, or a range such as 500-599",
        "means: rate-limited | means: later | line 11: errors[0].means is \"later\", expected one"
            + " of rate-limited, unauthorized, needs-reauthentication, cursor-refused, refused,"
            + " unavailable",
        "means: rate-limited | retryAfterHeader: a | line 10: errors[0].means is missing",
        "url: /hubs/general/things | idField: id | line 13: polling.things.url is missing",
        "url: /hubs/general/things | {url: /things, pageSize: many} | line 14:"
            + " polling.things.pageSize is \"many\", expected a whole number"
      })
  void schemaViolationIsOnePlainLine(String valid, String wrong, String lines) {
    assertLines(VALID.replace(valid, wrong), lines);
  }

  @Test
  void unknownKeyFarFromAllOthersListsThem() {
    assertLines(
        VALID + "budget: {hourly: 1}\n",
        "line 15: budget.hourly is unknown, expected one of account, element, accountPerSecond,"
            + " elementPerSecond");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://acme.example | ${url} | line 2: baseUrl is \"${url}\", expected an http or https"
            + " URL without a slash at its end",
        "https://acme.example | https://a:${port} | line 2: baseUrl is \"https://a:${port}\","
            + " expected an http or https URL with a host",
        "https://acme.example | https://ann:pw@a.example | line 2: baseUrl contains a user name,"
            + " expected it under authentication",
        "https://acme.example | https://${a.token}.b | line 2: baseUrl names the secret a.token,"
            + " expected secrets in headers only",
        "https://acme.example | '{{acme.url}}' | line 2: {{acme.url}}: acme.url is \"\", expected"
            + " an absolute http or https URL",
        "type: api-key | {type: oauth2, authorizationUrl: 'https://a.example', tokenUrl:"
            + " 'https://a.example', authorizationParameters: {a: '${b.secret}'}} | line 4:"
            + " authentication.authorizationParameters.a names the secret b.secret, expected"
            + " secrets in headers only",
        "type: api-key | {type: api-key, value: '${pin}'} | line 4: authentication.value names the"
            + " configuration key pin, which would not be kept secret, expected a name that ends"
            + " with password, secret, token or api.key",
        "type: api-key | {type: basic, password: '${pin}'} | line 4: authentication.password names"
            + " the configuration key pin, which would not be kept secret, expected a name that"
            + " ends with password, secret, token or api.key",
        "${epoch:s} | ${my.password} | line 8: resources[0].query.since names the secret"
            + " my.password, expected secrets in headers only",
        "- path: /things | - {path: /things, timeZone: Mars/Base} | line 6: resources[0].timeZone"
            + " is \"Mars/Base\": ",
        "- path: /things | - {path: /things, detail: /things} | line 6: resources[0].detail does"
            + " not have {id}, which stands for the object",
        "- path: /things | - {path: /things, detail: '/a/{b}/{id}'} | line 6: resources[0].detail"
            + " names {b}, which path does not have",
        "- path: /things | - {path: /things, query: {q: 'a {size}'}, paging: {sizeParameter: q}} |"
            + " line 6: resources[0].query.q has {size}, but the paging has no size",
        "- path: /things | - {path: /things, query: {q: 'a {page}'}, paging: {style: page, parameter:"
            + " p}} | line 6: resources[0].query.q has {page}, but the paging's parameter does not"
            + " name this text",
        "- path: /things | - {path: /things, post: /a, body: {q: 'a {page}'}, paging: {style: page,"
            + " parameter: p}} | line 6: resources[0].body has {page}, but the paging's parameter"
            + " does not name this text",
        "- path: /things | - {path: /things, post: /a, body: {q: '{size}'}, paging: {sizeParameter:"
            + " q}} | line 6: resources[0].body has {size}, but the paging has no size",
        "- path: /things | - {path: /things, post: /a, body: {q: [1]}, paging: {style: page,"
            + " parameter: 'q[1].p'}} | line 6: resources[0].body has no q[1]",
        "resources: | partitions:\\n  p: {placeholder: c, resource: /things}\\n"
            + "  q: {placeholder: d, resource: '/things/{c}/parts'}\\n"
            + "resources:\\n  - {path: '/things/{c}/parts', partition: p}\\n"
            + "  - {path: '/things/{c}/parts/{d}/bits', partition: q} | line 7:"
            + " partitions.q.resource is \"/things/{c}/parts\", which has a partition itself,"
            + " expected a resource without one: a partition of a partition cannot be polled",
        "- path: /things | - {path: /things, idField: a, idFields: [b]} | line 6: resources[0] has"
            + " both idField and idFields, expected only one of them",
        "polling: | partitions: {p: {placeholder: c, resource: /d}}\\n"
            + "polling: | line 12: partitions.p.resource is \"/d\", which no resource has",
        "polling: | partitions: {p: {placeholder: c}}\\n"
            + "polling: | line 12: partitions.p.source is missing: a partition needs it, or"
            + " resource",
        "polling: | partitions: {p: {placeholder: c, source: d, resource: /things}}\\n"
            + "polling: | line 12: partitions.p has both source and resource, expected only one of"
            + " them",
        "- path: /things | - {path: /things, get: 'https://ftp'}\\n"
            + "  - {path: /a, partition: b} | line 7: resources[1].partition is \"b\", which"
            + " partitions does not have",
        "- path: /things | - {path: /things, get: '/a/{b}'} | line 6: resources[0].get names {b},"
            + " which path does not have",
        "- path: /things | - {path: /things}\\n"
            + "  - {path: /things/} | line 7: resources[1].path differs from another resource's"
            + " only in punctuation, expected different letters or digits",
        "- path: /things | - {path: /things, paging: {sizeParameter: s, size: 5, maximum: 4}} | line 6:"
            + " resources[0].paging.size is 5, expected at most the maximum 4",
        "- path: /things | - {path: /things, items: 'a..b'} | line 6: resources[0].items is"
            + " \"a..b\": it is not a path to a field, expected names separated by dots (user.id) or"
            + " in brackets (['Modified Time'])",
        "- path: /things | - {path: /things, dateFormat: 'hh:mm'} | line 6: resources[0].dateFormat"
            + " is \"hh:mm\": it has no year (yyyy)",
        "status: 429 | status: 599-500 | line 10: errors[0].status has a range that ends before it"
            + " begins",
        "status: 429 | header: {a: '('} | line 10: errors[0].header.a is \"(\", expected a regular"
            + " expression (RE2): missing closing )",
        "status: 429 | body: {path: a, matches: '(?=a)'} | line 10: errors[0].body.matches is"
            + " \"(?=a)\", expected a regular expression (RE2): invalid or unsupported Perl syntax",
        "status: 429 | body: {path: a, matches: '((a{900}){900}){900}'} | line 10:"
            + " errors[0].body.matches is \"((a{900}){900}){900}\", expected fewer repetitions",
        "url: /hubs/general/things | url: /hubs/general/others | line 14: polling.things.url is"
            + " \"/hubs/general/others\", expected one that ends like /things",
        "url: /hubs/general/things | url: https://b.example/things | line 14: polling.things.url is"
            + " \"https://b.example/things\", expected one that begins with https://acme.example,"
            + " or a hub path",
        "url: /hubs/general/things | url: /things?where=a | line 14: polling.things.url is"
            + " \"/things?where=a\", expected a where clause of conditions such as a='x' joined by"
            + " and"
      })
  void brokenRuleIsOnePlainLine(String valid, String wrong, String lines) {
    String text = VALID.replace(valid, wrong.replace("\\n", "\n"));
    List<String> found = mistakes(withoutDoubleKeys(text));
    assertThat(found).hasSize(1);
    assertThat(found.get(0)).startsWith("acme.yaml, " + lines);
  }

  /** Removes the further lines of a resource or authentication written in braces. */
  private static String withoutDoubleKeys(String text) {
    return text.replaceAll("(?m)(- \\{path: .*}\n)    query:\n      since: .*\n", "$1");
  }

  private void assertLines(String text, String lines) {
    assertThat(mistakes(withoutDoubleKeys(text)))
        .containsExactlyInAnyOrder(
            List.of(lines.split("; (?=line)", -1)).stream()
                .map(line -> "acme.yaml, " + line)
                .toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- path: /things | - path: '/things | line 6: this is not valid YAML: found unexpected end"
            + " of stream while scanning a quoted scalar",
        "type: api-key | type: [api-key | line 5: this is not valid YAML: expected ',' or ']', but"
            + " got : while parsing a flow sequence that begins on line 4",
        "url: /hubs/general/things | url: [a | line 14: this is not valid YAML: expected ',' or"
            + " ']', but got <stream end> while parsing a flow sequence",
        "type: api-key | *a | line 4: *a is an alias, expected the value written out",
        "type: api-key | {type: none, type: none} | line 4: type appears twice, first on line 4",
        "type: api-key | [a]: b | line 4: a key is a list or an alias, expected text",
        "type: api-key | value: {{key}}s | line 4: {{key}}: key is \"\", expected an absolute http"
            + " or https URL",
        "key: acme | '---\\n"
            + "---\\n"
            + "key: acme' | line 2: a second document begins here (---), expected one element per"
            + " file"
      })
  void brokenYamlIsOnePlainLine(String valid, String wrong, String line) {
    assertThat(mistakes(VALID.replace(valid, wrong.replace("\\n", "\n"))))
        .containsExactly("acme.yaml, " + line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "'' | acme.yaml: the file is empty, expected an element with key and resources",
        "# nothing yet | acme.yaml: the file is empty, expected an element with key and resources",
        "~ | acme.yaml, line 1: the file is empty, expected an element with key and resources",
        "some words | acme.yaml, line 1: the file is \"some words\", expected an element with key"
            + " and resources",
        "[a] | acme.yaml, line 1: the file is a list, expected an element with key and resources",
        "{} | acme.yaml, line 1: key is missing",
        "{key: a, resources: []} | acme.yaml, line 1: resources is empty, expected at least one"
            + " entry",
      })
  void fileWithoutAnElementIsOnePlainLine(String text, String line) {
    assertThat(mistakes(text)).startsWith(line).allMatch(one -> one.startsWith("acme.yaml"));
  }

  @Test
  void allMistakesAreReportedInTheOrderOfTheFile() {
    assertThat(mistakes("kee: a\nname: [b]\nresources:\n  - paht: /a\n  - path: b\n"))
        .containsExactly(
            "acme.yaml, line 1: kee is unknown, did you mean key?",
            "acme.yaml, line 1: key is missing",
            "acme.yaml, line 2: name is a list, expected text",
            "acme.yaml, line 4: resources[0].paht is unknown, did you mean path?",
            "acme.yaml, line 4: resources[0].path is missing",
            "acme.yaml, line 5: resources[1].path is \"b\", expected a path that begins with a"
                + " slash");
  }

  @Test
  void atMostTwentyMistakesAreListed() {
    String many =
        IntStream.range(0, 50).mapToObj(i -> "- {path: x}\n").collect(Collectors.joining());
    assertThat(mistakes("key: a\nresources:\n" + many))
        .hasSize(21)
        .endsWith("acme.yaml: 30 more mistakes");
  }

  @Test
  void sizeAndNestingAreBounded() {
    byte[] large = "#".repeat(ElementReader.LARGEST_FILE + 1).getBytes(StandardCharsets.UTF_8);
    assertThat(mistakesIn(large)).containsExactly("acme.yaml: the file is larger than 256 KB");
    assertThat(mistakes("key: " + "[".repeat(10_000)))
        .containsExactly(
            "acme.yaml: this is not valid YAML: it is nested more than 20 levels deep");
  }

  @Test
  void aliasesCannotMultiplyContent() {
    StringBuilder laughs = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    IntStream.range(1, 10)
        .forEach(
            i -> {
              String alias = "*a" + (i - 1) + ", ";
              laughs.append("a%d: &a%d [%s x]\n".formatted(i, i, alias.repeat(9)));
            });
    assertThat(mistakes(laughs.toString()))
        .contains("acme.yaml, line 2: *a0 is an alias, expected the value written out");
  }

  @Test
  void bytesThatAreNotUtf8AreOnePlainLine() {
    assertThat(mistakesIn(new byte[] {'k', (byte) 0xff}))
        .containsExactly("acme.yaml: the file is not UTF-8 text");
  }

  private List<String> mistakesIn(byte[] bytes) {
    return catchThrowableOfType(
            ElementException.class, () -> reader.read("acme.yaml", new ByteArrayInputStream(bytes)))
        .lines();
  }

  @Test
  void byteOrderMarkIsAllowed() throws ElementException, IOException {
    byte[] bytes = ("\uFEFF" + VALID).getBytes(StandardCharsets.UTF_8);
    assertThat(reader.read("acme.yaml", new ByteArrayInputStream(bytes)).key()).isEqualTo("acme");
  }

  @Test
  void numbersUsedAsTextKeepTheirDigits() throws ElementException {
    Element element =
        reader.read(
            "acme.yaml",
            VALID
                + "headers: {A: 1.10, B: 007, C: 2022-11-28, D: true, E: 0.0000000001, F: 1e3}\n");
    assertThat(element.headers())
        .containsEntry("A", "1.10")
        .containsEntry("B", "007")
        .containsEntry("C", "2022-11-28")
        .containsEntry("D", "true")
        .containsEntry("E", "0.0000000001")
        .containsEntry("F", "1e3");
  }

  @Test
  void lineBreaksInValuesStayOutOfMessages() {
    assertThat(mistakes(VALID.replace("key: acme", "key: \"a\\nb\\e[31m\"")))
        .containsExactly(
            "acme.yaml, line 1: key is \"a b [31m\", expected letters, digits, dots, dashes and"
                + " underscores");
    assertThat(mistakes(VALID.replace("key: acme", "key: \"a\\n\"")))
        .containsExactly(
            "acme.yaml, line 1: key is \"a \", expected letters, digits, dots, dashes and"
                + " underscores");
  }
}
