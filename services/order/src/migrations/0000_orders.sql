CREATE TYPE "shop_order"."order_status" AS ENUM('pending', 'reserved', 'paid', 'confirmed', 'cancelled', 'failed');--> statement-breakpoint
CREATE TYPE "shop_order"."payment_entry_kind" AS ENUM('charge', 'refund');--> statement-breakpoint
CREATE TYPE "shop_order"."payment_state" AS ENUM('started', 'charged', 'declined', 'refunded', 'void');--> statement-breakpoint
CREATE TYPE "shop_order"."saga_step" AS ENUM('reserve', 'charge', 'confirm', 'refund', 'release', 'empty-cart', 'done');--> statement-breakpoint
CREATE TABLE "shop_order"."order_lines" (
	"order_id" uuid NOT NULL,
	"product_id" text NOT NULL,
	"name" text NOT NULL,
	"unit_price_cents" integer NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "order_lines_order_id_product_id_pk" PRIMARY KEY("order_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "shop_order"."orders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"idempotency_key" text NOT NULL,
	"request_hash" text NOT NULL,
	"status" "shop_order"."order_status" NOT NULL,
	"step" "shop_order"."saga_step" NOT NULL,
	"attempts" integer NOT NULL,
	"ending_reason" text,
	"version" integer DEFAULT 0 NOT NULL,
	"payment_token" text NOT NULL,
	"total_cents" bigint NOT NULL,
	"currency" text NOT NULL,
	"next_run_at" timestamp with time zone NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shop_order"."outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"event_id" uuid NOT NULL,
	"type" text NOT NULL,
	"order_id" uuid NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"published_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "shop_order"."payment_entries" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"order_id" uuid NOT NULL,
	"kind" "shop_order"."payment_entry_kind" NOT NULL,
	"amount_cents" bigint NOT NULL,
	"card_token" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shop_order"."payments" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"amount_cents" bigint NOT NULL,
	"state" "shop_order"."payment_state" NOT NULL,
	"attempts" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "shop_order"."order_lines" ADD CONSTRAINT "order_lines_order_id_orders_id_fk" FOREIGN KEY ("order_id") REFERENCES "shop_order"."orders"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "one_order_per_idempotency_key" ON "shop_order"."orders" USING btree ("user_id","idempotency_key");--> statement-breakpoint
CREATE INDEX "orders_of_user_by_time" ON "shop_order"."orders" USING btree ("user_id","created_at","id");--> statement-breakpoint
CREATE INDEX "sagas_due" ON "shop_order"."orders" USING btree ("next_run_at") WHERE step <> 'done';--> statement-breakpoint
CREATE INDEX "outbox_unpublished" ON "shop_order"."outbox" USING btree ("id") WHERE published_at is null;--> statement-breakpoint
CREATE INDEX "outbox_published" ON "shop_order"."outbox" USING btree ("published_at") WHERE published_at is not null;--> statement-breakpoint
CREATE INDEX "entries_of_order" ON "shop_order"."payment_entries" USING btree ("order_id");