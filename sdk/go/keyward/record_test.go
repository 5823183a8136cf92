package keyward

import (
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

func TestSealIsThatOfTheOtherLanguages(t *testing.T) {
	// Of the client for Python.
	const python = "0844a8b129ee"
	if seal := fullRecord.seal(); seal[:12] != python {
		t.Errorf("the seal is %s", seal)
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
