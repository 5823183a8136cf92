using System;
using System.Collections.Generic;
using System.Linq;
using Keyward.Internal;

namespace Keyward.Tests
{
    internal sealed partial class Driver
    {
        private UsageLedger ledger;

        private object Ledger(string name, Fields with)
        {
            var commands = new Dictionary<string, Func<object>>
            {
                { "open", () => OpenLedger(with) },
                { "use", () => Described(Use(with)) },
                { "use_feature", () => Described(ledger.UseFeature(with.Text("feature"), with.Integer("amount", 1))) },
                { "balances", () => ledger.Balances().Select(Described) },
                { "report", () => ledger.Report() },
                { "code", () => ledger.Code() },
                { "request", () => ledger.Request(with.Text("name")) },
                { "release", () => ledger.Release() },
                { "close", CloseLedger },
            };
            return commands[name]();
        }

        private object OpenLedger(Fields with)
        {
            var options = new LedgerOptions
            {
                Product = with.Text("product"), Directory = with.Text("directory"), File = with.Text("file"), Version = with.Text("version"),
                Clock = () => DateTimeOffset.FromUnixTimeMilliseconds(now),
            };
            with.Texts("keys").ForEach(options.PublicKeys.Add);
            ledger = UsageLedger.Open(options);
            return null;
        }

        private LedgerBalance Use(Fields with)
        {
            var amount = with.Text("amount");
            return amount == null ? ledger.Use(with.Text("meter"), with.Integer("amount", 0)) : ledger.Use(with.Text("meter"), amount);
        }

        private object CloseLedger()
        {
            ledger.Close();
            return null;
        }

        private static Dictionary<string, object> Described(LedgerBalance balance) =>
            Object("meter", balance.Meter, "used", balance.Used, "granted", balance.Granted, "left", balance.Left);
    }
}
