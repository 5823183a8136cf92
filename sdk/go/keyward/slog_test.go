//go:build go1.21

package keyward

import "log/slog"

var _ Logger = (*slog.Logger)(nil)
