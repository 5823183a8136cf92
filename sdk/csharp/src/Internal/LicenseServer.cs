using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace Keyward.Internal
{
    /// <summary>A license server that may be anybody: nothing in an answer is trusted but what is signed.</summary>
    internal sealed partial class LicenseServer
    {
        /// <summary>Slow networks take seconds, and clocks of servers differ by as much.</summary>
        private const long Skew = Instants.Minute;

        private readonly Verifier verifier;
        private readonly Func<long> localClock;
        private long? learnedAt;
        private long lastAnsweredAt;

        public LicenseServer(Calls calls, Verifier verifier, Func<long> localClock)
        {
            Calls = calls;
            this.verifier = verifier;
            this.localClock = localClock;
        }

        public Calls Calls { get; }

        /// <summary>An answer that proves nothing counts as none.</summary>
        public static ConnectionException Untrusted(UntrustedException cause, string code = "INVALID_ANSWER") =>
            new ConnectionException(RelayCode(cause.Reason) ?? code, "The answer is not trusted: " + cause.Message, cause);

        /// <summary>By the reason for which an answer of a relay is not trusted.</summary>
        private static string RelayCode(string reason) =>
            reason == "relay_chain" ? "RELAY_CHAIN_INVALID" : reason == "relay_expired" ? "RELAY_EXPIRED" : null;

        /// <summary>
        /// Another server knows neither the devices nor the sessions of a relay that has lent a seat: it does not take the seat away.
        /// </summary>
        public static ConnectionException OtherLender() =>
            Untrusted(UntrustedException.Mismatch("session", "It is not of the relay that lent the seat"), "RELAY_UNREACHABLE");

        public async Task<SignedProof> ValidateAsync(
            string licenseKey, string license, SignedProof file, CancellationToken cancellation)
        {
            var call = new AskedCall("validate", licenseKey);
            Func<Task<Fields>> send = () => Calls.ValidateAsync(licenseKey, call.Nonce, file?.Jti, cancellation);
            return (await AskAsync(call, licenseKey, license, send, cancellation).ConfigureAwait(false)).Proof;
        }

        public async Task<SignedProof> ActivateAsync(string licenseKey, CancellationToken cancellation)
        {
            var call = new AskedCall("activate", licenseKey);
            Func<Task<Fields>> send = () => Calls.ActivateAsync(licenseKey, call.Nonce, cancellation);
            return (await AskAsync(call, licenseKey, null, send, cancellation).ConfigureAwait(false)).Proof;
        }

        public async Task DeactivateAsync(string licenseKey, CancellationToken cancellation)
        {
            var call = new AskedCall("deactivate", licenseKey);
            Func<Task<Fields>> send = () => Calls.DeactivateAsync(licenseKey, call.Nonce, cancellation);
            await OutcomeAsync(call, send, cancellation).ConfigureAwait(false);
        }

        public async Task<CommittedUsage> RecordUsageAsync(
            string licenseKey, IReadOnlyList<UsageItem> items, CancellationToken cancellation)
        {
            var call = new AskedCall("usage", licenseKey);
            Func<Task<Fields>> send = () => Calls.RecordUsageAsync(licenseKey, call.Nonce, items, cancellation);
            return new CommittedUsage((await UsedAsync(call, items, send, cancellation).ConfigureAwait(false)).Claims);
        }

        public async Task<Reservation> ReserveUsageAsync(
            string licenseKey, IReadOnlyList<UsageItem> items, int? seconds, CancellationToken cancellation)
        {
            var call = new AskedCall("usage", licenseKey);
            Func<Task<Fields>> send = () => Calls.ReserveUsageAsync(licenseKey, call.Nonce, items, seconds, cancellation);
            var outcome = await UsedAsync(call, items, send, cancellation).ConfigureAwait(false);
            return Reservation.In(outcome.Claims, outcome.Reply);
        }

        public async Task<CommittedUsage> CommitUsageAsync(
            string token, IReadOnlyList<UsageItem> items, CancellationToken cancellation)
        {
            var call = new AskedCall("usage", token, namesDevice: false);
            Func<Task<Fields>> send = () => Calls.CommitUsageAsync(token, call.Nonce, items, cancellation);
            return new CommittedUsage((await UsedAsync(call, items, send, cancellation).ConfigureAwait(false)).Claims);
        }

        /// <summary>The answer about a newer version, and the claims that prove it.</summary>
        public Task<Outcome> CheckForUpdateAsync(
            string licenseKey, string currentVersion, UpdateTarget target, CancellationToken cancellation)
        {
            var call = new AskedCall("update", licenseKey);
            Func<Task<Fields>> send =
                () => Calls.CheckForUpdateAsync(licenseKey, call.Nonce, currentVersion, target, cancellation);
            return OutcomeAsync(call, send, cancellation);
        }

        /// <summary>The claims of an update manifest, which answers no call in particular.</summary>
        public Task<Fields> ManifestAsync(string text, CancellationToken cancellation) =>
            TrustedAsync(() => verifier.Keys.Verify(text, TrustedKeys.Update), cancellation);

        /// <summary>The answer to a use of meters and credits: its call may have been changed on its way.</summary>
        private async Task<Outcome> UsedAsync(
            AskedCall call, IReadOnlyList<UsageItem> items, Func<Task<Fields>> send, CancellationToken cancellation)
        {
            var outcome = await OutcomeAsync(call, send, cancellation).ConfigureAwait(false);
            if (!UsageItem.AreIn(outcome.Claims, items))
            {
                throw Untrusted(UntrustedException.Mismatch("operation", "It is about other amounts"));
            }
            return outcome;
        }

        /// <summary>An answer without a verdict.</summary>
        private async Task<Outcome> OutcomeAsync(AskedCall call, Func<Task<Fields>> send, CancellationToken cancellation)
        {
            var sentAt = localClock();
            var reply = await SentAsync(call, send, cancellation).ConfigureAwait(false);
            Func<Outcome> check = () =>
            {
                var claims = verifier.Outcome(reply.Text("signed"), call);
                var times = new Claims(claims);
                CheckAge(times.Time("iat"), times.Time("exp"), localClock() - sentAt);
                return new Outcome(claims, reply);
            };
            return await TrustedAsync(check, cancellation).ConfigureAwait(false);
        }

        /// <summary>A refusal that is signed must be the server's.</summary>
        private async Task<Fields> SentAsync(AskedCall call, Func<Task<Fields>> send, CancellationToken cancellation)
        {
            KeywardException refusal;
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (KeywardException error) when (error.Signature != null || (error.IsNotFound && call.Lender != null))
            {
                refusal = error;
            }
            string signer = null;
            if (refusal.Signature != null)
            {
                var claims = await TrustedAsync(() => verifier.Outcome(refusal.Signature, call), cancellation).ConfigureAwait(false);
                if (claims.Text("code") != refusal.Code)
                {
                    throw Untrusted(UntrustedException.Mismatch("operation", "It is another refusal"));
                }
                refusal.IsSigned = true;
                signer = claims.Text("relay");
            }
            // Another server does not know the session that a relay has lent.
            throw refusal.IsNotFound && call.Lender != null && signer != call.Lender ? OtherLender() : refusal;
        }

        private async Task<Answer> AskAsync(
            AskedCall call, string licenseKey, string license, Func<Task<Fields>> send, CancellationToken cancellation)
        {
            var sentAt = localClock();
            var reply = await SentAsync(call, send, cancellation).ConfigureAwait(false);
            Func<SignedProof> check = () => verifier.Answer(reply.Text("signed"), licenseKey, license, call);
            var proof = await TrustedAsync(check, cancellation).ConfigureAwait(false);
            await LearnDailyAsync(cancellation).ConfigureAwait(false);
            try
            {
                // The key that signed it may just have turned out to be revoked.
                check();
                CheckAge(proof.IssuedAt, proof.EndsAt, localClock() - sentAt);
            }
            catch (UntrustedException untrusted)
            {
                throw Untrusted(untrusted);
            }
            return new Answer(proof, reply);
        }

        /// <summary>
        /// The nonce proves that the answer was made during this call: its times are compared with the call's duration alone.
        /// </summary>
        private void CheckAge(long issuedAt, long endsAt, long duration)
        {
            var isLate = duration > endsAt - issuedAt + Skew;
            if (isLate || issuedAt < lastAnsweredAt - Skew)
            {
                throw UntrustedException.Mismatch("expired", "It came too late");
            }
            lastAnsweredAt = Math.Max(lastAnsweredAt, issuedAt);
        }

        private async Task<T> TrustedAsync<T>(Func<T> check, CancellationToken cancellation)
        {
            string reason;
            try
            {
                return check();
            }
            catch (UntrustedException untrusted) when (untrusted.Reason == "unknown_key" || untrusted.Reason == "relay_chain")
            {
                // The keys are learned below.
                reason = untrusted.Reason;
            }
            catch (UntrustedException untrusted)
            {
                throw Untrusted(untrusted);
            }
            try
            {
                await LearnAsync(cancellation).ConfigureAwait(false);
            }
            catch (KeywardException) when (reason == "relay_chain")
            {
                // A relay that shows no keys has answered for all that.
            }
            try
            {
                return check();
            }
            catch (UntrustedException untrusted)
            {
                throw Untrusted(untrusted);
            }
        }

        /// <summary>Only the list of keys names revoked ones.</summary>
        private async Task LearnDailyAsync(CancellationToken cancellation)
        {
            if (learnedAt == null || Math.Abs(localClock() - learnedAt.Value) > Instants.Day)
            {
                try
                {
                    await LearnAsync(cancellation).ConfigureAwait(false);
                }
                catch (KeywardException)
                {
                    // The next answer tries again.
                }
            }
        }

        private async Task LearnAsync(CancellationToken cancellation)
        {
            verifier.Keys.Learn(await Calls.PublicKeysAsync(cancellation).ConfigureAwait(false));
            learnedAt = localClock();
        }

        /// <summary>Claims of an answer without a verdict, and what was sent beside them.</summary>
        internal sealed class Outcome
        {
            public Outcome(Fields claims, Fields reply)
            {
                Claims = claims;
                Reply = reply;
            }

            public Fields Claims { get; }

            public Fields Reply { get; }
        }

        private sealed class Answer
        {
            public Answer(SignedProof proof, Fields reply)
            {
                Proof = proof;
                Reply = reply;
            }

            public SignedProof Proof { get; }

            public Fields Reply { get; }
        }
    }
}
