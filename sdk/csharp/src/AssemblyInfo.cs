using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Keyward.Tests")]
