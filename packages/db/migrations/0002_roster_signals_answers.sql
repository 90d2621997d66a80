ALTER TYPE "ares"."outbox_kind" ADD VALUE 'resolved';--> statement-breakpoint
CREATE TABLE "ares"."hosts" (
	"host_id" text PRIMARY KEY NOT NULL,
	"shard" text NOT NULL,
	"address" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ares"."signals" (
	"host_id" text NOT NULL,
	"name" text NOT NULL,
	"value" jsonb NOT NULL,
	"words" text NOT NULL,
	"at_ms" bigint NOT NULL,
	CONSTRAINT "newest_of_its_name" PRIMARY KEY("host_id","name")
);
--> statement-breakpoint
ALTER TABLE "ares"."actions" ADD COLUMN "answer" jsonb;--> statement-breakpoint
CREATE INDEX "hosts_of_shard" ON "ares"."hosts" USING btree ("shard");