using System;
using System.Collections.Generic;
using System.Linq;

namespace Keyward.Internal
{
    /// <summary>All that a state follows from, except the time. It says yes only for as long as something signed does.</summary>
    internal sealed class Knowledge
    {
        /// <summary>About the device, which a file for any device does not name, and which an activation changes.</summary>
        private static readonly string[] DeviceCodes =
        {
            "NOT_ACTIVATED", "DEVICE_MISMATCH", "SEATS_EXHAUSTED", "DEVICE_BOUND_ELSEWHERE",
        };

        public string LicenseKey { get; private set; }

        /// <summary>Newest signed answer.</summary>
        private SignedProof Answer { get; set; }

        /// <summary>The relay that signed the newest answer; null for the server.</summary>
        public CertifiedRelay Relay => Answer?.Relay;

        private SignedProof File { get; set; }

        /// <summary>End of the borrowed seat of this device.</summary>
        public long? BorrowedUntil { get; private set; }

        /// <summary>Id of the relay that has lent it; null for the vendor's server.</summary>
        private string Lender { get; set; }

        /// <summary>Whether the last attempt to get an answer failed.</summary>
        private bool IsUnanswered { get; set; }

        /// <summary>The server was asked to activate this device, and wants to be asked later: it has not refused to.</summary>
        private bool IsPostponed { get; set; }

        /// <summary>Whether the program needs a floating seat.</summary>
        private bool NeedsSeat { get; set; }

        /// <summary>End of the floating seat; null without one.</summary>
        private long? SeatEndsAt { get; set; }

        /// <summary>Whether all floating seats are taken by others.</summary>
        private bool IsSeatTaken { get; set; }

        /// <summary>The place in the waiting line; null for none.</summary>
        public SeatPlace Place { get; private set; }

        /// <summary>Milliseconds after <c>next_check</c> for which an answer may be used at most.</summary>
        private long LongestGrace { get; set; }

        public static Knowledge Of(
            LicenseMemory memory, ContactSchedule schedule, FloatingSeat seat, bool needsSeat, long longestGrace)
        {
            return new Knowledge
            {
                LicenseKey = memory.LicenseKey,
                Answer = memory.LatestAnswer,
                File = memory.File,
                BorrowedUntil = memory.Borrowed?.BorrowedUntil,
                Lender = memory.Borrowed?.Proof.Relay?.Id,
                IsUnanswered = schedule.IsUnanswered,
                IsPostponed = schedule.IsPostponed,
                NeedsSeat = needsSeat,
                SeatEndsAt = seat.Lease?.EndsAt,
                IsSeatTaken = seat.IsTaken,
                Place = seat.Place,
                LongestGrace = longestGrace,
            };
        }

        public LicenseState StateAt(long now, bool isClockTurnedBack) =>
            Verdict(now, isClockTurnedBack).WithAddressesOf(Answer ?? File);

        /// <summary>What is signed speaks of whole seconds and includes the last.</summary>
        public bool IsBorrowedAt(long now) => BorrowedUntil != null && now < BorrowedUntil.Value + Instants.Second;

        /// <summary>Whether another server than that of the borrowed seat does not know this device.</summary>
        public bool IsOfOtherLender(SignedProof answer, long now) =>
            Lender != null && IsBorrowedAt(now) && answer.Relay?.Id != Lender && !answer.IsValid && DeviceCodes.Contains(answer.Code);

        private LicenseState Verdict(long now, bool isClockTurnedBack)
        {
            var refusal = Answer != null && !Answer.IsValid ? Answer : null;
            LicenseState best = null;
            foreach (var proof in new[] { Answer, File })
            {
                if (proof != null && proof.IsValid && !Refutes(refusal, proof) && now < HeldUntil(proof) + Instants.Second)
                {
                    best = Better(best, Usable(proof, now, isClockTurnedBack));
                }
            }
            if (best == null)
            {
                var isOpen = IsPostponed && refusal != null && DeviceCodes.Contains(refusal.Code);
                return refusal == null || isOpen ? MustConnect(UnusableReason(isClockTurnedBack)) : Refused(refusal);
            }
            return NeedsSeat && SeatEndsAt == null ? MustConnect(IsSeatTaken ? "no_seat_free" : "no_session") : best;
        }

        private long HeldUntil(SignedProof proof)
        {
            var end = proof.HeldUntil(LongestGrace);
            return proof.Source == LicenseSource.File ? end : Math.Max(end, BorrowedUntil ?? end);
        }

        private static bool Refutes(SignedProof refusal, SignedProof proof)
        {
            var isAboutIt = refusal != null && !(proof.IsForAnyDevice && DeviceCodes.Contains(refusal.Code));
            return isAboutIt && refusal.IssuedAt > proof.IssuedAt;
        }

        private LicenseState Usable(SignedProof proof, long now, bool isClockTurnedBack)
        {
            var isOverdue = proof.Source == LicenseSource.Server && now >= proof.NextCheck && !IsBorrowedAt(now);
            string reason = null;
            if (isClockTurnedBack)
            {
                reason = "clock_turned_back";
            }
            else if (NeedsSeat && SeatEndsAt != null && now >= SeatEndsAt)
            {
                reason = "no_session";
            }
            else if (isOverdue && IsUnanswered)
            {
                reason = "unreachable";
            }
            var held = proof.Entitlements.Where(each => !each.Value.HasEndedBy(now)).ToDictionary(each => each.Key, each => each.Value);
            var features = proof.Features.Where(code => held.ContainsKey(code) || !proof.Entitlements.ContainsKey(code)).ToList();
            return LicenseState.Usable(reason, proof, HeldUntil(proof), features.AsReadOnly(), held);
        }

        private static LicenseState Better(LicenseState known, LicenseState other)
        {
            if (known == null || known.Kind == other.Kind)
            {
                return known == null || other.Until > known.Until ? other : known;
            }
            return other.Kind == LicenseStateKind.Valid ? other : known;
        }

        private static LicenseState Refused(SignedProof refusal) =>
            LicenseState.Unusable(LicenseStateKind.Refused, refusal.Code, refusal.IssuedAt);

        private static LicenseState MustConnect(string reason) =>
            LicenseState.Unusable(LicenseStateKind.MustConnect, reason, null);

        private string UnusableReason(bool isClockTurnedBack)
        {
            if (LicenseKey == null)
            {
                return "no_license_key";
            }
            if (Answer == null && File == null)
            {
                return "no_answer";
            }
            if (isClockTurnedBack)
            {
                return "clock_turned_back";
            }
            return File != null && Answer == null ? "file_ended" : "unreachable";
        }
    }
}
