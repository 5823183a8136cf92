using System;
using System.Text.RegularExpressions;

namespace Keyward.Internal
{
    /// <summary>Address of a license server.</summary>
    internal static class BaseUrl
    {
        private static readonly Regex OfApi = new Regex(@"/api/+v1\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

        /// <summary>
        /// Returns the address without a slash at its end. Throws <c>INVALID_OPTIONS</c> with a sentence that says what to change.
        /// </summary>
        public static string Of(string text)
        {
            var url = (text ?? "").Trim().TrimEnd('/');
            Uri uri;
            var isAddress = Uri.TryCreate(url, UriKind.Absolute, out uri)
                && (uri.Scheme == "http" || uri.Scheme == "https")
                && url.IndexOf("://", StringComparison.Ordinal) > 0
                && uri.Host.Length > 0;
            if (!isAddress)
            {
                throw KeywardException.InvalidOptions(
                    "BaseUrl must be the address of the license server with its scheme, such as https://licenses.example.com, not "
                        + text);
            }
            if (uri.UserInfo.Length > 0 || url.IndexOfAny(new[] { '?', '#' }) >= 0)
            {
                throw KeywardException.InvalidOptions("BaseUrl must have no user, no query and no fragment");
            }
            if (OfApi.IsMatch(url))
            {
                throw KeywardException.InvalidOptions("BaseUrl must not end in /api/v1: the client adds it");
            }
            return url;
        }
    }
}
