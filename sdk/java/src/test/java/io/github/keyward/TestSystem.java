package io.github.keyward;

import io.github.keyward.internal.Fields;
import java.nio.file.Paths;
import java.util.HashMap;
import java.util.Map;

/** A system of the conformance suite. */
final class TestSystem extends SystemReader {
  private final Fields system;

  private TestSystem(Fields system) {
    super(system.text("platform", ""), Paths.get(system.text("root", "/")), texts(system.object("variables")));
    this.system = system;
  }

  static TestSystem in(Fields system) {
    return new TestSystem(system);
  }

  @Override
  String output(String... command) {
    return system.object("outputs").text(command[0], "");
  }

  @Override
  Map<String, String> registry(String key) {
    return texts(system.object("registry").object("HKLM\\" + key));
  }

  private static Map<String, String> texts(Fields fields) {
    Map<String, String> texts = new HashMap<>();
    for (String name : fields.asMap().keySet()) {
      texts.put(name, fields.text(name, ""));
    }
    return texts;
  }
}
