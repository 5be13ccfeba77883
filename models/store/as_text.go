package store

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
)

// asText has ids and days travel as text, which is what they are in this program. The
// driver prefers the binary format, and for a type of ours it looks for a way to it
// anew with each argument, makes an error that says there is none, and takes the text.
func asText(_ context.Context, conn *pgx.Conn) error {
	conn.TypeMap().RegisterType(&pgtype.Type{Name: "uuid", OID: pgtype.UUIDOID, Codec: textUUID{}})
	conn.TypeMap().RegisterType(&pgtype.Type{Name: "date", OID: pgtype.DateOID, Codec: textDate{}})
	return nil
}

type textUUID struct{ pgtype.UUIDCodec }

// PreferredFormat is text.
func (textUUID) PreferredFormat() int16 { return pgtype.TextFormatCode }

type textDate struct{ pgtype.DateCodec }

// PreferredFormat is text.
func (textDate) PreferredFormat() int16 { return pgtype.TextFormatCode }
