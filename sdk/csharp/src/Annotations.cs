// Attributes that compilers since C# 8 read by their names: the sources stay C# 7, for Unity and Mono.
namespace System.Diagnostics.CodeAnalysis
{
    /// <summary>Null may be given.</summary>
    [AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property | AttributeTargets.Field)]
    internal sealed class AllowNullAttribute : Attribute
    {
    }

    /// <summary>It may be null.</summary>
    [AttributeUsage(
        AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
    internal sealed class MaybeNullAttribute : Attribute
    {
    }
}
