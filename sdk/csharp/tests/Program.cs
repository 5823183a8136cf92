using System;

namespace Keyward.Tests
{
    /// <summary>Programs of the tests: <c>driver</c>, <c>vectors</c>, <c>processes</c> and <c>unit</c>.</summary>
    internal static class Program
    {
        public static int Main(string[] args)
        {
            switch (args[0])
            {
                case "driver":
                    return Driver.Run();
                case "vectors":
                    return Vectors.Run();
                case "processes":
                    return Processes.Run(args);
                case "unit":
                    return UnitTests.Run();
                default:
                    Console.Error.WriteLine("There is no program " + args[0]);
                    return 2;
            }
        }
    }
}
