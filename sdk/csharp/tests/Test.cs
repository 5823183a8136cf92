using System;

namespace Keyward.Tests
{
    /// <summary>Counts cases, and prints those that fail.</summary>
    internal static class Test
    {
        private static int passed;
        private static int failed;

        public static void Case(string name, Action work)
        {
            try
            {
                work();
                passed++;
            }
            catch (Exception error)
            {
                failed++;
                Console.Error.WriteLine(name + ": " + error);
            }
        }

        public static void That(bool isTrue, string name)
        {
            if (!isTrue)
            {
                throw new InvalidOperationException(name);
            }
        }

        public static string CodeOf(Action work)
        {
            try
            {
                work();
                return null;
            }
            catch (KeywardException error)
            {
                return error.Code;
            }
        }

        public static int Summary()
        {
            Console.WriteLine(passed + " passed, " + failed + " failed");
            return failed == 0 ? 0 : 1;
        }
    }
}
