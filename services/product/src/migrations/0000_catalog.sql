-- The schema itself is made at the database's first start; this role has no right to create one.
CREATE TABLE "shop_product"."categories" (
	"slug" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "shop_product"."products" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"brand" text NOT NULL,
	"description" text NOT NULL,
	"category_slug" text NOT NULL,
	"price_cents" integer NOT NULL,
	"currency" text DEFAULT 'EUR' NOT NULL,
	"stock" integer NOT NULL,
	"popularity" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"search" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english', name), 'A') || setweight(to_tsvector('english', brand), 'B') || setweight(to_tsvector('english', description), 'C')) STORED,
	CONSTRAINT "products_slug_unique" UNIQUE("slug"),
	CONSTRAINT "price_is_positive" CHECK (price_cents > 0),
	CONSTRAINT "stock_is_never_negative" CHECK (stock >= 0)
);
--> statement-breakpoint
CREATE TABLE "shop_product"."reservation_items" (
	"reservation_id" uuid NOT NULL,
	"product_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "reservation_items_reservation_id_product_id_pk" PRIMARY KEY("reservation_id","product_id"),
	CONSTRAINT "quantity_is_positive" CHECK (quantity > 0)
);
--> statement-breakpoint
CREATE TABLE "shop_product"."reservations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"status" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "status_is_known" CHECK (status in ('held', 'confirmed', 'released', 'expired'))
);
--> statement-breakpoint
ALTER TABLE "shop_product"."products" ADD CONSTRAINT "products_category_slug_categories_slug_fk" FOREIGN KEY ("category_slug") REFERENCES "shop_product"."categories"("slug") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_product"."reservation_items" ADD CONSTRAINT "reservation_items_reservation_id_reservations_id_fk" FOREIGN KEY ("reservation_id") REFERENCES "shop_product"."reservations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shop_product"."reservation_items" ADD CONSTRAINT "reservation_items_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "shop_product"."products"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "products_by_search" ON "shop_product"."products" USING gin ("search");--> statement-breakpoint
CREATE INDEX "products_by_popularity" ON "shop_product"."products" USING btree ("popularity","id");--> statement-breakpoint
CREATE INDEX "products_by_price" ON "shop_product"."products" USING btree ("price_cents","id");--> statement-breakpoint
CREATE INDEX "products_by_name" ON "shop_product"."products" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "products_of_category" ON "shop_product"."products" USING btree ("category_slug","price_cents");--> statement-breakpoint
CREATE INDEX "reservations_to_expire" ON "shop_product"."reservations" USING btree ("expires_at") WHERE status = 'held';