ALTER TABLE "ares"."schema_version" ADD COLUMN "compatible_from" integer;--> statement-breakpoint
ALTER TABLE "ares"."schema_version" ALTER COLUMN "compatible_from" SET DEFAULT 3;
