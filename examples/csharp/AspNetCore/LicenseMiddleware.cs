using System.Threading;
using System.Threading.Tasks;
using Keyward;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Editor.Licensing
{
    /// <summary>Opens the license when the service starts, and closes it when it ends.</summary>
    public sealed class LicenseService : IHostedService
    {
        private readonly LicenseOptions options;

        public LicenseService(LicenseOptions options)
        {
            this.options = options;
        }

        public License License { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            License = await License.OpenAsync(options, cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => License.CloseAsync(cancellationToken);
    }

    /// <summary>Answers 402 while the service may not run. Reading the state costs nothing.</summary>
    public sealed class LicenseMiddleware
    {
        private readonly RequestDelegate next;
        private readonly LicenseService service;

        public LicenseMiddleware(RequestDelegate next, LicenseService service)
        {
            this.next = next;
            this.service = service;
        }

        public Task InvokeAsync(HttpContext context)
        {
            var state = service.License.State;
            if (state.IsUsable)
            {
                return next(context);
            }
            context.Response.StatusCode = 402;
            return context.Response.WriteAsync("Not licensed: " + state.Reason);
        }
    }
}
