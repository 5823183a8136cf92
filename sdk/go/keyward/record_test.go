package keyward

import (
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

var fullRecord = record{
	licenseKey: "K\"EY-é-<&>\u2028", answer: "a.b.c", file: "-----BEGIN\n", seen: 1_790_000_000_123, proofs: []string{"p.q.r"},
	device: "id", released: []string{"x", "y"}, request: &offlineRequest{Nonce: "n", At: 12}, borrowed: borrowedSeat{"d.e.f", "token"},
}

func TestRecordIsReadAsItWasWritten(t *testing.T) {
	text, err := fullRecord.encode()
	if err != nil {
		t.Fatal(err)
	}
	read, isEdited := decodeRecord(text)
	if isEdited || !reflect.DeepEqual(read, fullRecord) {
		t.Errorf("%s is read as %+v, edited: %v", text, read, isEdited)
	}
}

func TestStoresAreReadAsInTheOtherLanguages(t *testing.T) {
	text, err := os.ReadFile("../../../test/vectors/stores.json")
	if err != nil {
		t.Skip("the vectors are in the repository of the server")
	}
	var vectors struct {
		Cases []struct {
			Name, Text string
			Record     struct {
				LicenseKey           string `json:"license_key"`
				Answer, File, Device string
				Seen                 int64
				Proofs, Released     []string
				Borrowed             borrowedSeat
				Request              *offlineRequest
				IsEdited             bool `json:"is_edited"`
			}
		}
	}
	if err := json.Unmarshal(text, &vectors); err != nil {
		t.Fatal(err)
	}
	if len(vectors.Cases) <= 20 {
		t.Fatalf("%d stores are not all of them", len(vectors.Cases))
	}
	for _, each := range vectors.Cases {
		read, isEdited := decodeRecord([]byte(each.Text))
		want := each.Record
		expected := record{
			licenseKey: want.LicenseKey, answer: want.Answer, file: want.File, seen: want.Seen, proofs: want.Proofs, device: want.Device,
			released: want.Released, request: want.Request, borrowed: want.Borrowed,
		}
		read.proofs, read.released = notNil(read.proofs), notNil(read.released)
		if isEdited != want.IsEdited || !reflect.DeepEqual(read, expected) {
			t.Errorf("a store %s is read as %+v, edited: %v", each.Name, read, isEdited)
		}
	}
}

func FuzzRecord(f *testing.F) {
	text, _ := fullRecord.encode()
	f.Add(text)
	f.Add([]byte(`{"version": 1, "answer": ["\ud800"`))
	f.Add([]byte(`{"version":1,"seen":1e300,"keys":[],"released":{},"request":{"nonce":1,"at":"x"},"borrowed":7}`))
	f.Add([]byte(`null`))
	f.Fuzz(func(t *testing.T, text []byte) {
		read, isEdited := decodeRecord(text)
		if isEdited && (read.answer != "" || read.file != "" || read.seen != 0 || read.borrowed.Answer != "") {
			t.Errorf("%q was edited and is used", text)
		}
		again, err := read.encode()
		if err != nil {
			t.Fatal(err)
		}
		if _, isEdited := decodeRecord(again); isEdited {
			t.Errorf("%q is not read as it was written", again)
		}
	})
}

func TestFileStoreReplacesItsFile(t *testing.T) {
	store := FileStore(filepath.Join(t.TempDir(), "folder", "license"))
	if _, err := store.Load(); !isMissing(err) {
		t.Errorf("a store without a file gives %v", err)
	}
	for _, text := range []string{"first", "second"} {
		if err := store.Save([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	path := store.(fileStore).path
	if text, err := store.Load(); err != nil || string(text) != "second" {
		t.Errorf("it holds %q, %v", text, err)
	}
	entries, _ := os.ReadDir(filepath.Dir(path))
	if found, _ := os.Stat(path); len(entries) != 1 || found.Mode().Perm() != 0o600 {
		t.Errorf("there are %d files with %v", len(entries), found.Mode())
	}
}

func TestSessionLocks(t *testing.T) {
	store := fileStore{path: filepath.Join(t.TempDir(), "license")}
	first := store.lockAnySession()
	first.keep("token of the first")
	if _, isTaken := store.lockSession(1); !isTaken {
		t.Fatal("two programs have the same slot")
	}
	second := store.lockAnySession()
	if second == nil || second.left() != "" {
		t.Fatal("the second program has no slot of its own")
	}
	first.unlock()
	if again := store.lockAnySession(); again == nil || again.left() != "token of the first" {
		t.Error("the token of a program that ended is not found")
	}
}
