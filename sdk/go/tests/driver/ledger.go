package main

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/keyward/keyward/sdk/go/keyward"
)

var ledger *keyward.UsageLedger

// amount is a number, or a decimal text.
type amount string

func (value *amount) UnmarshalJSON(text []byte) error {
	var decimal string
	if json.Unmarshal(text, &decimal) != nil {
		decimal = string(text)
	}
	*value = amount(decimal)
	return nil
}

func (value amount) number() int64 {
	number, err := json.Number(value).Int64()
	stopOn(err)
	return number
}

func doLedger(name string, with parameters) (result any, err error) {
	calls := map[string]func(){
		"open": func() {
			opened, failure := keyward.OpenUsageLedger(keyward.LedgerOptions{
				Product: with.Product, Keys: with.Keys, Directory: with.Directory, File: with.File, Version: with.Version,
				Now: func() time.Time { return now },
			})
			if err = failure; err == nil {
				ledger = opened
			}
		},
		"use": func() {
			after, failure := ledger.Use(with.Meter, string(with.Amount))
			result, err = ledgerBalance(after), failure
		},
		"use_feature": func() {
			after, failure := ledger.UseFeature(with.Feature, with.Amount.number())
			result, err = ledgerBalance(after), failure
		},
		"balances": func() {
			balances := []object{}
			for _, each := range ledger.Balances() {
				balances = append(balances, ledgerBalance(each))
			}
			result = balances
		},
		"report":  func() { result, err = ledger.Report() },
		"code":    func() { result, err = ledger.Code() },
		"request": func() { result, err = ledger.Request(with.Name) },
		"release": func() { result, err = ledger.Release() },
		"close":   func() { err = ledger.Close() },
	}
	calls[strings.TrimPrefix(name, "ledger_")]()
	return result, err
}

func ledgerBalance(balance keyward.LedgerBalance) object {
	return object{"meter": balance.Meter, "used": balance.Used, "granted": balance.Granted, "left": balance.Left}
}
