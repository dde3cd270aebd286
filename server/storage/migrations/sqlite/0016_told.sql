-- Member of staff who told the applicant in person what no message could; none where a message arrived.
ALTER TABLE dossier_notice ADD COLUMN told_by BLOB;
