using System;

namespace Keyward
{
    /// <summary>A place in the waiting line for a floating seat, as the server told it last.</summary>
    public sealed class SeatPlace
    {
        internal SeatPlace(int position, DateTimeOffset since)
        {
            Position = position;
            Since = since;
        }

        /// <summary>From 1.</summary>
        public int Position { get; }

        /// <summary>When the program asked first.</summary>
        public DateTimeOffset Since { get; }

        /// <inheritdoc/>
        public override string ToString() => "Place " + Position + " since " + Since.ToString("u");
    }
}
