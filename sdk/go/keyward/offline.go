package keyward

import (
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

// airGapNonceBytes make the 16 characters of a request for a license file.
const airGapNonceBytes = 12

// UseFile uses a license file until it ends. The key is empty for the one that is known. It fails if the file is not for this license and
// device, or has ended.
func (license *License) UseFile(text, licenseKey string) error {
	return license.withKey(license.background, licenseKey, func(key string) error {
		file, err := license.server.verifier.file(text, license.server.verifier.subject(key, ""))
		if err != nil {
			return unusableFile(err)
		}
		if license.memory.hasReleased(file.jti) {
			return usageError("LICENSE_FILE_RELEASED", "The seat of this license file was given up")
		}
		license.takeTimeOf(file)
		if err := license.checkEnd(file); err != nil {
			return err
		}
		license.memory.useFile(key, file)
		license.save()
		return nil
	})
}

// OfflineRequest is the text that a device without network shows, so that an admin makes a license file for it. It stays the same until a
// file answers it.
func (license *License) OfflineRequest(licenseKey string) (request string, err error) {
	err = license.withKey(license.background, licenseKey, func(key string) error {
		pending := license.memory.request()
		if pending == nil {
			nonce := signed.Base64URL(randomBytes(airGapNonceBytes))
			pending = &offlineRequest{Nonce: nonce, At: license.time.clock().UnixMilli()}
		}
		license.memory.lastRequest = pending
		license.save()
		request = signed.OfflineRequest(key, license.device.fingerprint, pending.Nonce)
		return nil
	})
	return request, err
}

// ReleaseOffline gives up the license file. With the code that it returns, an admin frees the seat of the device.
func (license *License) ReleaseOffline() (code string, err error) {
	err = license.withKey(license.background, "", func(key string) error {
		file := license.memory.file
		if file == nil || file.forAnyDevice {
			return usageError("LICENSE_FILE_MISSING", "There is no license file of this device")
		}
		code = signed.ReleaseCode(key, license.device.fingerprint, file.jti)
		license.forget()
		return nil
	})
	return code, err
}

func (license *License) takeTimeOf(file *proof) {
	license.time.sawAtLeast(file.issuedAt)
	if !license.memory.isNew(file) {
		return
	}
	var requestedAt *time.Time
	if request := license.memory.request(); request != nil && request.Nonce == file.request {
		at := time.UnixMilli(request.At)
		requestedAt = &at
	}
	license.time.sawNew(file.issuedAt, requestedAt)
}

func (license *License) checkEnd(file *proof) error {
	end := file.endsAt.Add(time.Second)
	now, turnedBack := license.time.now()
	switch {
	case now.Before(end):
		return nil
	case turnedBack && license.time.reading().Before(end):
		return usageError("CLOCK_WAS_AHEAD", "The clock of this device was ahead once, or is behind now: correct it, and use a license "+
			"file that was made for a new request")
	}
	return usageError("LICENSE_FILE_EXPIRED", "The license file has ended")
}
