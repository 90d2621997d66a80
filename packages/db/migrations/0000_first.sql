CREATE SCHEMA IF NOT EXISTS "ares";
--> statement-breakpoint
CREATE TYPE "ares"."action_kind" AS ENUM('restart', 'recycle', 'scale-out', 'scale-in', 'capture');--> statement-breakpoint
CREATE TYPE "ares"."action_state" AS ENUM('intended', 'sending', 'sent', 'verifying', 'unknown', 'finished');--> statement-breakpoint
CREATE TYPE "ares"."incident_state" AS ENUM('open', 'escalated', 'healed', 'recovered', 'target-gone', 'human');--> statement-breakpoint
CREATE TYPE "ares"."outbox_kind" AS ENUM('escalation', 'alarm');--> statement-breakpoint
CREATE TYPE "ares"."outcome" AS ENUM('effective', 'ineffective', 'inconclusive', 'unknown', 'blocked', 'refused', 'expired', 'cancelled');--> statement-breakpoint
CREATE TYPE "ares"."symptom" AS ENUM('crash', 'hang', 'unhealthy', 'cpu-overload', 'memory-growth', 'latency', 'errors', 'host-down', 'telemetry-loss');--> statement-breakpoint
CREATE TYPE "ares"."timeline_kind" AS ENUM('detected', 'changed', 'localized', 'decided', 'intent', 'sent', 'result', 'verified', 'escalated', 'closed', 'docker-restart');--> statement-breakpoint
CREATE TYPE "ares"."weight" AS ENUM('act', 'tell');--> statement-breakpoint
CREATE TABLE "ares"."actions" (
	"id" text PRIMARY KEY NOT NULL,
	"incident_id" text NOT NULL,
	"shard" text NOT NULL,
	"host_id" text NOT NULL,
	"service_id" text NOT NULL,
	"target_id" text NOT NULL,
	"container_name" text NOT NULL,
	"container_id" text NOT NULL,
	"started_at" text NOT NULL,
	"kind" "ares"."action_kind" NOT NULL,
	"symptom" "ares"."symptom" NOT NULL,
	"rung" integer NOT NULL,
	"attempt" integer NOT NULL,
	"replicas" integer,
	"stop_timeout_seconds" integer NOT NULL,
	"state" "ares"."action_state" NOT NULL,
	"outcome" "ares"."outcome",
	"outcome_reason" text,
	"epoch" bigint NOT NULL,
	"intended_at_ms" bigint NOT NULL,
	"expires_at_ms" bigint NOT NULL,
	"claimed_at_ms" bigint,
	"command_id" text,
	"sent_at_ms" bigint,
	"result" jsonb,
	"finished_at_ms" bigint,
	"serving_at_ms" bigint,
	"scopes" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ares"."audit" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ares"."audit_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by" text NOT NULL,
	"what" text NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ares"."budgets" (
	"scope" text PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ares"."control" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"kill_switch_on" boolean DEFAULT false NOT NULL,
	"by" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"since" timestamp with time zone,
	CONSTRAINT "one_switch" CHECK ("ares"."control"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "ares"."incidents" (
	"id" text PRIMARY KEY NOT NULL,
	"shard" text NOT NULL,
	"host_id" text NOT NULL,
	"service_id" text NOT NULL,
	"service" text NOT NULL,
	"container_name" text NOT NULL,
	"symptom" "ares"."symptom" NOT NULL,
	"risk_score" double precision NOT NULL,
	"weight" "ares"."weight" NOT NULL,
	"evidence" jsonb NOT NULL,
	"state" "ares"."incident_state" NOT NULL,
	"began_at_ms" bigint NOT NULL,
	"detected_at_ms" bigint NOT NULL,
	"last_seen_at_ms" bigint NOT NULL,
	"closed_at_ms" bigint,
	"last_decision" text,
	"root_service_id" text
);
--> statement-breakpoint
CREATE TABLE "ares"."leases" (
	"shard" text PRIMARY KEY NOT NULL,
	"holder" text NOT NULL,
	"epoch" bigint NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ares"."outbox" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" "ares"."outbox_kind" NOT NULL,
	"incident_id" text,
	"words" text NOT NULL,
	"at_ms" bigint NOT NULL,
	"delivered_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "ares"."service_memory" (
	"shard" text NOT NULL,
	"service_id" text NOT NULL,
	"memory" jsonb NOT NULL,
	CONSTRAINT "service_memory_shard_service_id_pk" PRIMARY KEY("shard","service_id")
);
--> statement-breakpoint
CREATE TABLE "ares"."shard_memory" (
	"shard" text PRIMARY KEY NOT NULL,
	"memory" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ares"."ticks" (
	"shard" text NOT NULL,
	"key" text NOT NULL,
	"begun_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "one_decision_per_tick" PRIMARY KEY("shard","key")
);
--> statement-breakpoint
CREATE TABLE "ares"."timeline" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ares"."timeline_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"incident_id" text NOT NULL,
	"at_ms" bigint NOT NULL,
	"kind" "ares"."timeline_kind" NOT NULL,
	"words" text NOT NULL,
	"data" jsonb
);
--> statement-breakpoint
ALTER TABLE "ares"."actions" ADD CONSTRAINT "actions_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "ares"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ares"."timeline" ADD CONSTRAINT "timeline_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "ares"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_in_flight_per_target" ON "ares"."actions" USING btree ("target_id") WHERE state <> 'finished';--> statement-breakpoint
CREATE INDEX "actions_of_incident" ON "ares"."actions" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "actions_of_shard" ON "ares"."actions" USING btree ("shard","finished_at_ms");--> statement-breakpoint
CREATE INDEX "actions_by_time" ON "ares"."actions" USING btree ("intended_at_ms");--> statement-breakpoint
CREATE UNIQUE INDEX "one_open_per_service" ON "ares"."incidents" USING btree ("shard","service_id") WHERE state in ('open', 'escalated');--> statement-breakpoint
CREATE INDEX "incidents_newest_first" ON "ares"."incidents" USING btree ("detected_at_ms","id");--> statement-breakpoint
CREATE INDEX "incidents_of_service" ON "ares"."incidents" USING btree ("service","detected_at_ms","id");--> statement-breakpoint
CREATE INDEX "outbox_to_deliver" ON "ares"."outbox" USING btree ("at_ms") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "ticks_to_prune" ON "ares"."ticks" USING btree ("shard","begun_at");--> statement-breakpoint
CREATE INDEX "timeline_of_incident" ON "ares"."timeline" USING btree ("incident_id","at_ms","id");--> statement-breakpoint
INSERT INTO "ares"."control" DEFAULT VALUES;
