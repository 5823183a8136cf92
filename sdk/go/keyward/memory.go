package keyward

import "time"

const maxReleased = 20

// memory is verified proof about the license of a program, kept in the store.
type memory struct {
	store    Store
	verifier *verifier

	licenseKey             string
	answer, file, borrowed *proof
	borrowedToken          string
	released               []string
	device                 string
	lastRequest            *offlineRequest
}

// license is its UUID, from what the server said last.
func (memory *memory) license() string {
	for _, known := range []*proof{memory.answer, memory.file, memory.borrowed} {
		if known != nil && known.license != "" {
			return known.license
		}
	}
	return ""
}

// request is the last request for a license file that no file has answered.
func (memory *memory) request() *offlineRequest {
	if memory.lastRequest != nil && memory.file != nil && memory.file.request == memory.lastRequest.Nonce {
		return nil
	}
	return memory.lastRequest
}

// isNew says whether a file was signed later than all that is known.
func (memory *memory) isNew(file *proof) bool {
	for _, known := range []*proof{memory.answer, memory.file, memory.borrowed} {
		if known != nil && !file.issuedAt.After(known.issuedAt) {
			return false
		}
	}
	return true
}

func (memory *memory) hasReleased(id string) bool {
	for _, each := range memory.released {
		if each == id {
			return true
		}
	}
	return false
}

// recall takes over what a record holds and what still verifies.
func (memory *memory) recall(stored record, licenseKey, device string) {
	memory.device = device
	memory.released = stored.released
	memory.lastRequest = stored.request
	memory.licenseKey = licenseKey
	if licenseKey != "" {
		memory.adopt(stored)
	}
}

// refresh takes over newer proof that another process of this program has stored.
func (memory *memory) refresh() error {
	text, err := memory.store.Load()
	if err != nil && !isMissing(err) {
		return err
	}
	stored, _ := decodeRecord(text)
	if memory.lastRequest == nil {
		memory.lastRequest = stored.request
	}
	if memory.licenseKey == "" || stored.licenseKey != memory.licenseKey {
		return nil
	}
	for _, id := range stored.released {
		// A seat that was given up may be borrowed again.
		if !memory.hasReleased(id) && (memory.borrowed == nil || memory.borrowed.session != id) {
			memory.release(id)
		}
	}
	memory.adopt(stored)
	return nil
}

// remember what the server said last about this key.
func (memory *memory) remember(licenseKey string, answer *proof) {
	if answer.revokesFile {
		memory.giveUpFile()
	}
	if licenseKey != memory.licenseKey {
		memory.file = nil
		memory.giveUpBorrowed()
	}
	memory.licenseKey = licenseKey
	memory.answer = answer
}

// rememberSession follows what the server said last about a floating seat: it is borrowed, or not any more.
func (memory *memory) rememberSession(answer *proof, token string) {
	switch {
	case answer.valid && !answer.borrowedUntil.IsZero():
		memory.borrowed, memory.borrowedToken = answer, token
		memory.released = without(memory.released, answer.session)
	case memory.borrowed != nil && memory.borrowed.session == answer.session:
		memory.giveUpBorrowed()
	}
}

// useFile: a refusal that is not newer than the file says nothing about it.
func (memory *memory) useFile(licenseKey string, file *proof) {
	if licenseKey != memory.licenseKey {
		memory.answer = nil
		memory.giveUpBorrowed()
	}
	memory.licenseKey = licenseKey
	memory.file = file
}

// forget the license: the seat of this device was given up.
func (memory *memory) forget() {
	memory.giveUpFile()
	memory.giveUpBorrowed()
	memory.answer = nil
	memory.licenseKey = ""
}

// verifyAgain drops what was signed with a key that has been revoked.
func (memory *memory) verifyAgain() {
	about := memory.verifier.subject(memory.licenseKey, "")
	if memory.answer != nil {
		memory.answer = memory.verifier.storedAnswer(memory.answer.text, about)
	}
	if memory.file != nil {
		memory.file = memory.verifier.storedFile(memory.file.text, about)
	}
	if memory.borrowed != nil {
		memory.borrowed = memory.verifier.storedAnswer(memory.borrowed.text, about)
	}
}

// save stores what is known, with what another process has stored meanwhile if that is newer.
func (memory *memory) save(seen time.Time) error {
	if err := memory.refresh(); err != nil {
		return err
	}
	return memory.replace(seen)
}

// replace stores what is known, whatever the store holds.
func (memory *memory) replace(seen time.Time) error {
	known := record{
		licenseKey: memory.licenseKey, seen: seen.UnixMilli(), proofs: memory.verifier.keys.Proofs(),
		device: memory.device, released: memory.released, request: memory.lastRequest,
	}
	// A yes that may not be used without the server is no use at the next start.
	if answer := memory.answer; answer != nil && !(answer.valid && answer.offlineUntil.IsZero()) {
		known.answer = answer.text
	}
	if memory.file != nil {
		known.file = memory.file.text
	}
	if memory.borrowed != nil {
		known.borrowed = borrowedSeat{memory.borrowed.text, memory.borrowedToken}
	}
	text, err := known.encode()
	if err != nil {
		return err
	}
	return memory.store.Save(text)
}

// By its id, so that neither its user nor the store brings it back.
func (memory *memory) giveUpFile() {
	if memory.file != nil {
		memory.release(memory.file.jti)
		memory.file = nil
	}
}

func (memory *memory) giveUpBorrowed() {
	if memory.borrowed != nil {
		memory.release(memory.borrowed.session)
		memory.borrowed, memory.borrowedToken = nil, ""
	}
}

func (memory *memory) release(id string) {
	memory.released = append(without(memory.released, id), id)
	if len(memory.released) > maxReleased {
		memory.released = memory.released[len(memory.released)-maxReleased:]
	}
}

func (memory *memory) adopt(stored record) {
	about := memory.verifier.subject(memory.licenseKey, memory.license())
	if stored.answer != "" {
		memory.answer = newer(memory.answer, memory.verifier.storedAnswer(stored.answer, about))
	}
	if stored.file != "" {
		memory.file = newer(memory.file, memory.verifier.storedFile(stored.file, about))
	}
	if memory.file != nil && memory.hasReleased(memory.file.jti) {
		memory.file = nil
	}
	if stored.borrowed.Answer != "" {
		borrowed := memory.verifier.storedAnswer(stored.borrowed.Answer, about)
		if borrowed != nil && borrowed.valid && !borrowed.borrowedUntil.IsZero() && newer(memory.borrowed, borrowed) == borrowed &&
			!memory.hasReleased(borrowed.session) {
			memory.borrowed, memory.borrowedToken = borrowed, stored.borrowed.Token
		}
	}
	if memory.borrowed != nil && memory.hasReleased(memory.borrowed.session) {
		memory.borrowed, memory.borrowedToken = nil, ""
	}
}

func without(ids []string, id string) []string {
	var left []string
	for _, each := range ids {
		if each != id {
			left = append(left, each)
		}
	}
	return left
}
