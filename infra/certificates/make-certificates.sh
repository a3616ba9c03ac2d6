#!/bin/sh
# An authority of the cluster's own and a certificate for each node of the log, which nodes show to clients and to each other. Needs openssl.
# Run again, it keeps what is valid for another thirty days and renews what is not; nodes take a new certificate on SIGHUP or restart.
#
#   CA_DIR          ca.crt: for the nodes and for Tiendo, readable for all
#   CA_KEY_DIR      ca.key: mounted nowhere else
#   NODES_DIR       <node>/node.crt and <node>/node.key, of NODE_OWNER, for nobody else
#   NODES           names of the nodes; each certificate also has SHARED_NAME
#   ADMIN_PASSWORD  of the log's administrator; only looked at, so that nothing starts with the one that everybody knows
set -eu

RENEW_BEFORE_S=$((30 * 24 * 3600))
CA_DAYS=3650
NODE_DAYS=397

refuse() {
  echo "certificates: $1" >&2
  exit 1
}

# It becomes part of an address, so only characters that mean nothing there.
case "${ADMIN_PASSWORD:-}" in
  '') refuse 'set KURRENTDB_ADMIN_PASSWORD (docs/how-to/run-a-cluster.md)' ;;
  *[!A-Za-z0-9._~-]*) refuse 'KURRENTDB_ADMIN_PASSWORD may have letters, digits and . _ ~ - only' ;;
esac
[ "${#ADMIN_PASSWORD}" -ge 16 ] || refuse 'KURRENTDB_ADMIN_PASSWORD must have at least 16 characters'
command -v openssl >/dev/null || refuse 'there is no openssl'

umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

is_valid() {
  [ -s "$1" ] && openssl x509 -in "$1" -noout -checkend "$RENEW_BEFORE_S" >/dev/null
}

make_authority() {
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out "$work/ca.key"
  openssl req -x509 -new -sha256 -key "$work/ca.key" -days "$CA_DAYS" -subj '/O=Tiendo/CN=Tiendo log CA' \
    -addext 'basicConstraints=critical,CA:TRUE,pathlen:0' -addext 'keyUsage=critical,keyCertSign,cRLSign' -out "$work/ca.crt"
  mv "$work/ca.key" "$CA_KEY_DIR/ca.key"
  chmod 444 "$work/ca.crt"
  mv "$work/ca.crt" "$CA_DIR/ca.crt"
}

# A node knows another by the common name, which is the same in all.
make_node() {
  node=$1
  cat >"$work/node.ext" <<EXT
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,keyEncipherment
extendedKeyUsage=serverAuth,clientAuth
subjectAltName=DNS:$node,DNS:$SHARED_NAME,DNS:localhost,IP:127.0.0.1
EXT
  openssl genpkey -quiet -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out "$work/node.key"
  openssl req -new -sha256 -key "$work/node.key" -subj '/O=Tiendo/CN=tiendo-log-node' -out "$work/node.csr"
  openssl x509 -req -sha256 -in "$work/node.csr" -CA "$CA_DIR/ca.crt" -CAkey "$CA_KEY_DIR/ca.key" -days "$NODE_DAYS" \
    -set_serial "0x00$(openssl rand -hex 15)" -extfile "$work/node.ext" -out "$work/node.crt" 2>/dev/null
  mkdir -p "$NODES_DIR/$node"
  chmod 400 "$work/node.key" "$work/node.crt"
  chown -R "$NODE_OWNER" "$NODES_DIR/$node" "$work/node.key" "$work/node.crt"
  mv "$work/node.key" "$work/node.crt" "$NODES_DIR/$node/"
}

if is_valid "$CA_DIR/ca.crt" && [ -s "$CA_KEY_DIR/ca.key" ]; then
  echo 'certificates: the authority is kept'
else
  make_authority
  echo 'certificates: a new authority'
fi

for node in $NODES; do
  if is_valid "$NODES_DIR/$node/node.crt" && openssl verify -CAfile "$CA_DIR/ca.crt" "$NODES_DIR/$node/node.crt" >/dev/null 2>&1; then
    echo "certificates: $node is kept"
  else
    make_node "$node"
    echo "certificates: $node is new"
  fi
done
