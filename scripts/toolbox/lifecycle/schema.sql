-- All that a module can leave in the schema, a line each.
SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
  FROM information_schema.columns
 WHERE table_schema = 'public'
 UNION ALL
SELECT 'index ' || indexname FROM pg_indexes WHERE schemaname = 'public'
 UNION ALL
SELECT 'constraint ' || conname || ' on ' || conrelid::regclass
  FROM pg_constraint
 WHERE connamespace = 'public'::regnamespace
 UNION ALL
SELECT 'trigger ' || tgname FROM pg_trigger WHERE NOT tgisinternal
 UNION ALL
SELECT 'function ' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
 UNION ALL
SELECT 'sequence ' || sequencename FROM pg_sequences WHERE schemaname = 'public';
