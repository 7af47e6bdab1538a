#!/bin/sh
# Signs data/envelope.json as Salesforce does, with the openssl command line: a signer that shares no code
# with the product. Run it in tests/server after a change of the envelope.
set -eu
secret=$(cat data/consumer_secret.txt)
envelope=$(openssl base64 -A -in data/envelope.json)
signature=$(printf %s "$envelope" | openssl dgst -sha256 -hmac "$secret" -binary | openssl base64 -A)
printf '%s.%s' "$signature" "$envelope" > data/signed_request.txt
