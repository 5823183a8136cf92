package keyward

import (
	"context"
	"regexp"
	"time"

	"github.com/keyward/keyward/sdk/go/internal/signed"
)

var sha256Text = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Platform of the program, for files that are made for one; empty fields are not sent.
type Platform struct {
	// OS is windows, darwin or linux; Arch is x64, arm64, ia32 or armv7l.
	OS, Arch string
	// OSVersion of the system: versions that need a newer one are not offered.
	OSVersion string
	// Kind is the only one of files that the program wants, such as installer or portable; Label the one that you gave them.
	Kind, Label string
}

// Update is a newer version.
type Update struct {
	Version, Channel string
	// Available says whether this license may have it. If not, Reason says why, and there are no files: tell the user what to renew.
	Available bool
	// Reason is UPDATES_ENDED, LICENSE_REQUIRED, or the code with which the license is refused.
	Reason string
	// ReleasedAt is zero if it is unknown.
	ReleasedAt time.Time
	Files      []UpdateFile
	// Manifest is what the server signed, for an installer that verifies it again.
	Manifest string
	// Mandatory, Summary and Changelog are not signed.
	Mandatory          bool
	Summary, Changelog string
}

// UpdateFile is a file of an update, as the server signed it.
type UpdateFile struct {
	Type, Name string
	// Platform and Arch are those of a file that is made for one.
	Platform, Arch string
	// Label tells files of one platform, processor and type apart.
	Label string
	// Size is in bytes, SHA256 in lower-case hex. A download is compared with them before it gets its name.
	Size   int64
	SHA256 string
	// URL is where it is downloaded; empty if this license may not. It is signed only if the file lies outside of the license server.
	URL         string
	isElsewhere bool
}

// CheckForUpdate returns the newest version that is newer than the given one, also one that this license may not have; nil if there is
// none. The platform is for versions that have files for platforms.
func (license *License) CheckForUpdate(ctx context.Context, currentVersion string, platform Platform) (update *Update, err error) {
	err = license.inTurn(ctx, func() error {
		update, err = license.news(ctx, currentVersion, platform)
		return err
	})
	return update, err
}

func (license *License) news(ctx context.Context, currentVersion string, platform Platform) (*Update, error) {
	product := license.options.Product
	news, reply, err := license.server.checkForUpdate(ctx, license.memory.licenseKey, currentVersion, platform)
	if err != nil {
		return nil, err
	}
	if news["product"] != product || news["current_version"] != currentVersion {
		return nil, untrusted(mismatch{"version", "It is about another version or product"}, "INVALID_ANSWER")
	}
	manifest := textIn(reply, "manifest")
	if news["available"] != true || manifest == "" {
		return outOfReach(news, reply, currentVersion), nil
	}
	claims, err := license.server.verified(ctx, manifest, signed.Update)
	if err != nil {
		return nil, err
	}
	update, err := updateIn(reply, claims, product, currentVersion)
	if err == nil && news["version"] != update.Version {
		return nil, untrusted(mismatch{"version", "The manifest is that of another version"}, "INVALID_ANSWER")
	}
	return update, err
}

// outOfReach reads version and reason from the claims; what else is told was sent beside.
func outOfReach(claims signed.Claims, reply fields, currentVersion string) *Update {
	said, _ := claims["out_of_reach"].(map[string]any)
	beside, _ := reply["out_of_reach"].(map[string]any)
	version := textIn(said, "version")
	if version == "" || !isNewer(version, currentVersion) {
		return nil
	}
	return &Update{
		Version: version, Reason: textIn(said, "reason"), Channel: textIn(beside, "channel"), Summary: textIn(beside, "summary"),
		ReleasedAt: dateIn(textIn(beside, "released_at")),
	}
}

// updateIn compares the verified claims of a manifest with what was asked for.
func updateIn(reply fields, claims signed.Claims, product, currentVersion string) (*Update, error) {
	version, channel := textIn(claims, "version"), textIn(claims, "channel")
	switch {
	case claims["product"] != product:
		return nil, untrusted(mismatch{"product", "It is an update of another product"}, "INVALID_ANSWER")
	case version == "" || channel == "":
		return nil, untrusted(signed.Malformed, "INVALID_ANSWER")
	case !isNewer(version, currentVersion):
		problem := mismatch{"version", "Version " + version + " is not newer than " + currentVersion}
		return nil, untrusted(problem, "UPDATE_NOT_NEWER")
	}
	update := &Update{
		Version: version, Channel: channel, Available: true, ReleasedAt: dateIn(textIn(claims, "released_at")),
		Manifest: textIn(reply, "manifest"), Mandatory: reply["is_mandatory"] == true,
		Summary: textIn(reply, "summary"), Changelog: textIn(reply, "changelog"),
	}
	for _, each := range objectsIn(claims["files"]) {
		file, err := fileIn(each, objectsIn(reply["files"]))
		if err != nil {
			return nil, err
		}
		update.Files = append(update.Files, file)
	}
	return update, nil
}

func fileIn(claims fields, offered []fields) (UpdateFile, error) {
	size, isNumber := claims["size"].(float64)
	file := UpdateFile{
		Type: textIn(claims, "type"), Name: textIn(claims, "name"), SHA256: textIn(claims, "sha256"), Size: int64(size),
		Platform: textIn(claims, "platform"), Arch: textIn(claims, "arch"), Label: textIn(claims, "label"),
		URL: textIn(claims, "url"),
	}
	if file.Type == "" || file.Name == "" || !sha256Text.MatchString(file.SHA256) || !isNumber || size < 0 || size > latestSecond {
		return file, untrusted(signed.Malformed, "INVALID_ANSWER")
	}
	if file.isElsewhere = file.URL != ""; file.isElsewhere {
		return file, nil
	}
	for _, each := range offered {
		if file.isSame(each) {
			file.URL = textIn(each, "url")
			break
		}
	}
	return file, nil
}

// isSame says whether an offered file is this one, by what it tells; its sum may have been forged.
func (file UpdateFile) isSame(offered fields) bool {
	for name, own := range map[string]string{"platform": file.Platform, "arch": file.Arch, "label": file.Label} {
		if _, isNamed := offered[name]; isNamed && textIn(offered, name) != own {
			return false
		}
	}
	return textIn(offered, "type") == file.Type && textIn(offered, "name") == file.Name
}

func objectsIn(value any) []fields {
	listed, _ := value.([]any)
	var objects []fields
	for _, each := range listed {
		if object, isObject := each.(map[string]any); isObject {
			objects = append(objects, object)
		}
	}
	return objects
}

// dateIn reads a day or a time.
func dateIn(text string) time.Time {
	for _, layout := range []string{time.RFC3339, "2006-01-02"} {
		if at, err := time.Parse(layout, text); err == nil {
			return at
		}
	}
	return time.Time{}
}
