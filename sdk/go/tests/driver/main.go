// Runs the commands of the conformance suite: a JSON object from each line of standard input, a reply for each.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/system"
	"github.com/keyward/keyward/sdk/go/keyward"
)

type parameters struct {
	BaseURL                                                                      string `json:"base_url"`
	LicenseKey                                                                   string `json:"license_key"`
	CurrentVersion                                                               string `json:"current_version"`
	GraceDays                                                                    *int   `json:"grace_days"`
	System                                                                       *reads `json:"system"`
	Product, Store, Device, File, Path, Meter, Policy, Group, Customer, Checksum string
	Feature, Platform, Arch, Kind, Label                                         string
	OSVersion                                                                    string `json:"os_version"`
	Items                                                                        []keyward.UsageItem
	Seconds                                                                      int64
	TimeoutMs                                                                    int64 `json:"timeout_ms"`
	Amount                                                                       amount
	Name, Directory, Version                                                     string
	Days                                                                         int
	Floating                                                                     bool
	Keys, Features                                                               []string
}

type reads struct {
	Root, Platform     string
	Variables, Outputs map[string]string
	Registry           map[string]map[string]string
}

type object = map[string]any

var (
	ctx         = context.Background()
	now         time.Time
	license     *keyward.License
	update      *keyward.Update
	reservation keyward.Reservation
)

func main() {
	commands, replies := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for commands.More() {
		var command struct {
			Do   string
			Now  int64
			With parameters
		}
		stopOn(commands.Decode(&command))
		now = time.UnixMilli(command.Now)
		perform := do
		if strings.HasPrefix(command.Do, "ledger_") {
			perform = doLedger
		}
		result, err := perform(command.Do, command.With)
		reply := reply()
		var failed *keyward.Error
		if errors.As(err, &failed) {
			unreachable := errors.Is(failed, keyward.ErrUnreachable)
			reply["error"], reply["message"], reply["unreachable"], err = failed.Code, failed.Message, unreachable, nil
			reply["signed"] = failed.IsSigned
		} else {
			reply["result"] = result
		}
		stopOn(err)
		stopOn(replies.Encode(reply))
	}
}

func do(name string, with parameters) (result any, err error) {
	calls := map[string]func(){
		"open":            func() { license, err = open(with) },
		"activate":        func() { err = license.Activate(ctx, with.LicenseKey) },
		"borrow":          func() { err = license.Borrow(ctx, with.Days) },
		"borrowed":        func() { result = !license.BorrowedUntil().IsZero() },
		"check":           func() { license.Check(ctx) },
		"close":           func() { err = license.Close() },
		"download_update": func() { err = license.DownloadUpdate(ctx, update, with.Path) },
		"offline_request": func() { result, err = license.OfflineRequest(with.LicenseKey) },
		"state":           func() {}, "release": func() { err = license.Release(ctx) },
		"return_borrowed": func() { err = license.ReturnBorrowed(ctx) },
		"use_file":        func() { err = license.UseFile(with.File, with.LicenseKey) },
		"wake":            func() { license.Wake(ctx) },
		"active":          func() { license.Active() },
		"last_error":      func() { result = lastError(license.LastError()) },
		"place":           func() { result = place(license.Place()) },
		"release_features": func() {
			changed, failure := license.ReleaseFeatures(ctx, with.Features...)
			result, err = features(changed), failure
		},
		"stop_waiting": func() { err = license.StopWaiting(ctx) },
		"take_features": func() {
			changed, failure := license.TakeFeatures(ctx, with.Features...)
			result, err = features(changed), failure
		},
		"wait_for_seat": func() { err = license.WaitForSeat(ctx, time.Duration(with.TimeoutMs)*time.Millisecond) },
		"facts":         func() { result = facts(license.State()) },
		"relay":         func() { result = relay(license.Relay()) },
		"release_usage": func() { err = license.ReleaseUsage(ctx, reservation) },
		"reserve_usage": func() {
			reservation, err = license.ReserveUsage(ctx, time.Duration(with.Seconds)*time.Second, with.Items...)
		},
		"commit_usage": func() {
			after, failure := license.CommitUsage(ctx, reservation, with.Items...)
			result, err = balances(after), failure
		},
		"use_feature": func() {
			after, failure := license.UseFeature(ctx, with.Feature, with.Amount.number())
			result, err = credit(after), failure
		},
		"check_for_update": func() {
			platform := keyward.Platform{OS: with.Platform, Arch: with.Arch, Kind: with.Kind, Label: with.Label, OSVersion: with.OSVersion}
			if update, err = license.CheckForUpdate(ctx, with.CurrentVersion, platform); update != nil {
				result = offered(update)
			}
		},
		"record_usage": func() {
			usage, failure := license.RecordUsage(ctx, with.Meter, with.Amount.number())
			result, err = meter(usage), failure
		},
	}
	calls[name]()
	if name == "check" && errors.Is(license.LastError(), keyward.ErrClosed) {
		err = license.LastError()
	}
	return result, err
}

func open(with parameters) (*keyward.License, error) {
	options := keyward.Options{
		BaseURL: with.BaseURL, Product: with.Product, Keys: with.Keys, Store: keyward.FileStore(with.Store), Device: with.Device,
		Floating: with.Floating, MaxRetries: -1, Manual: true, Now: func() time.Time { return now },
		Timeout: time.Duration(with.TimeoutMs) * time.Millisecond, Policy: with.Policy, Group: with.Group, Customer: with.Customer, Checksum: with.Checksum,
	}
	if with.GraceDays != nil {
		options.MaxGrace = time.Duration(*with.GraceDays)*24*time.Hour - 1 // no days are not the same as no limit
	}
	if with.System != nil {
		system.Current = func() system.System { return with.System.system() }
	}
	return keyward.Open(ctx, options)
}

func (reads reads) system() system.System {
	return system.System{
		Name: strings.Replace(reads.Platform, "win32", "windows", 1), Root: reads.Root, Variables: reads.Variables,
		Output:   func(program string, _ ...string) string { return reads.Outputs[program] },
		Registry: func(key string, _ ...string) map[string]string { return reads.Registry[`HKLM\`+key] },
	}
}

// reply has the state and the device of the license, which are null while none is open.
func reply() object {
	if license == nil {
		return object{"state": nil, "device": nil}
	}
	state, codes := license.State(), []string{}
	for _, warning := range license.Warnings() {
		codes = append(codes, warning.Code)
	}
	return object{"state": object{
		"kind": state.Kind, "usable": state.Usable(), "reason": orNull(state.Reason), "source": orNull(state.Source),
		"features": append([]string{}, state.Features...), "max_users": orNull(state.MaxUsers), "expires_at": orNull(state.ExpiresAt),
	}, "device": object{"environment": orNull(license.Environment()), "fingerprint": license.Fingerprint(), "warnings": codes}}
}

func orNull[Value comparable](value Value) any {
	if value == *new(Value) {
		return nil
	}
	return value
}

func stopOn(err error) {
	if err != nil {
		panic(err)
	}
}
