package codec_test

import (
	"testing"

	"github.com/stretchr/testify/require"
	commonpb "go.temporal.io/api/common/v1"
	"go.temporal.io/sdk/converter"

	"countersign/workflows/codec"
)

var (
	old     = codec.Key{ID: "2025", Secret: []byte("a secret of the year before, long enough")}
	current = codec.Key{ID: "2026", Secret: []byte("a secret of this year, also long enough.")}
)

func clear(t *testing.T, text string) []*commonpb.Payload {
	p, err := converter.GetDefaultDataConverter().ToPayload(text)
	require.NoError(t, err)
	return []*commonpb.Payload{p}
}

func TestCodec(t *testing.T) {
	before, err := codec.New(old)
	require.NoError(t, err)
	after, err := codec.New(current, old)
	require.NoError(t, err)
	sealed, err := before.Encode(clear(t, "客户：某纺织厂"))
	require.NoError(t, err)

	t.Run("nothing is in clear, and the same text is never sealed alike twice", func(t *testing.T) {
		require.NotContains(t, sealed[0].String(), "纺织")
		again, err := before.Encode(clear(t, "客户：某纺织厂"))
		require.NoError(t, err)
		require.NotEqual(t, sealed[0].Data, again[0].Data)
	})
	t.Run("what was sealed with an earlier key is opened while the key is kept", func(t *testing.T) {
		opened, err := after.Decode(sealed)
		require.NoError(t, err)
		var text string
		require.NoError(t, converter.GetDefaultDataConverter().FromPayload(opened[0], &text))
		require.Equal(t, "客户：某纺织厂", text)
	})
	t.Run("a key that is gone opens nothing", func(t *testing.T) {
		only, err := codec.New(current)
		require.NoError(t, err)
		_, err = only.Decode(sealed)
		require.ErrorContains(t, err, `"2025" is gone`)
	})
	t.Run("a payload in clear is refused, and so is one that was changed or moved to another key", func(t *testing.T) {
		_, err := after.Decode(clear(t, "forged"))
		require.ErrorContains(t, err, "not sealed")
		sealed[0].Data[len(sealed[0].Data)-1] ^= 1
		_, err = after.Decode(sealed)
		require.Error(t, err)
	})
	t.Run("a short secret is refused", func(t *testing.T) {
		_, err := codec.New(codec.Key{ID: "k", Secret: []byte("short")})
		require.Error(t, err)
		_, err = codec.New()
		require.Error(t, err)
	})
}
