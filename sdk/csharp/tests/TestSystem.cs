using Keyward.Internal;

namespace Keyward.Tests
{
    /// <summary>A system of the conformance suite.</summary>
    internal sealed class TestSystem : SystemReader
    {
        private readonly Fields system;

        public TestSystem(Fields system) : base(system.Text("platform", ""), system.Text("root", "/"))
        {
            this.system = system;
        }

        public override string Variable(string name) => system.Object("variables").Text(name, "");

        public override string Output(string program, string arguments) => system.Object("outputs").Text(program, "");

        public override string Registry(string key, string name) =>
            system.Object("registry").Object(@"HKLM\" + key).Text(name, "");
    }
}
