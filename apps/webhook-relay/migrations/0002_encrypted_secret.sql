-- Secrets are encrypted; "sealed" was an earlier word for it.
ALTER TABLE vendor_keys RENAME COLUMN sealed_secret TO encrypted_secret;
ALTER TABLE signing_secrets RENAME COLUMN sealed_secret TO encrypted_secret;
