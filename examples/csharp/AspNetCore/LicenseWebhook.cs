using System;
using System.IO;
using System.Threading.Tasks;
using Keyward;
using Keyward.Admin;
using Microsoft.AspNetCore.Http;

namespace Shop.Licensing
{
    /// <summary>Receives webhooks in a shop: <c>app.MapPost("/webhooks/keyward", webhook.ReceiveAsync)</c>.</summary>
    public sealed class LicenseWebhook
    {
        private readonly WebhookVerifier verifier = new WebhookVerifier(Environment.GetEnvironmentVariable("KEYWARD_WEBHOOK_SECRET"));

        public async Task ReceiveAsync(HttpContext context)
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            try
            {
                var received = verifier.Verify(body.ToArray(), name => context.Request.Headers[name].ToString());
                if (received.Type == "license.revoked")
                {
                    Console.WriteLine("Revoked: " + received.Data["license"]);
                }
                context.Response.StatusCode = 204;
            }
            catch (KeywardException error)
            {
                context.Response.StatusCode = 401;
                await context.Response.WriteAsync(error.Code);
            }
        }
    }
}
