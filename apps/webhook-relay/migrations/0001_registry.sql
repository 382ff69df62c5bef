-- The registry: which stores there are, with which keys. Secrets are sealed (src/registry/secret-cipher.ts).
CREATE TABLE stores (
  store TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  shards INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Key pairs of the vendor's webhook subscriptions.
CREATE TABLE vendor_keys (
  store TEXT NOT NULL REFERENCES stores (store) ON DELETE CASCADE,
  public_key TEXT NOT NULL,
  sealed_secret TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  last_used_at INTEGER,
  PRIMARY KEY (store, public_key)
) STRICT, WITHOUT ROWID;

-- Secrets that deliveries are signed with. expires_at is NULL for the current one.
CREATE TABLE signing_secrets (
  secret_id TEXT PRIMARY KEY,
  store TEXT NOT NULL REFERENCES stores (store) ON DELETE CASCADE,
  sealed_secret TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE INDEX signing_secrets_of_store ON signing_secrets (store);
