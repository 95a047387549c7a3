package io.followsync.gateway;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The statement that empties tables, all partitions, and what refers to them. It waits
 * for whoever still writes there. TRUNCATE makes new files for each table and index, so
 * it is for tables with many rows.
 */
final class EmptyTables {

	private static final String STATEMENT = """
			DO $$
			DECLARE
			  filled regclass;
			  few int DEFAULT 100;
			  found int;
			BEGIN
			  LOCK TABLE %1$s IN ACCESS EXCLUSIVE MODE;
			  FOR filled IN
			    SELECT name::regclass FROM unnest(ARRAY[%2$s]) name
			    UNION ALL
			    SELECT i.inhrelid FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
			    WHERE c.relkind = 'r' AND i.inhparent = ANY (ARRAY[%3$s]::regclass[])
			  LOOP
			    EXECUTE format('SELECT count(*) FROM (SELECT FROM %%s LIMIT %%s)', filled, few) INTO found;
			    IF found = few THEN
			      EXECUTE format('TRUNCATE %%s CASCADE', filled);
			    ELSIF found > 0 THEN
			      EXECUTE format('DELETE FROM %%s', filled);
			    END IF;
			  END LOOP;
			END $$""";

	private EmptyTables() {
	}

	/** A table that refers to another without a cascade stands before it. */
	static String statement(List<String> tables, List<String> partitioned) {
		List<String> all = Stream.concat(tables.stream(), partitioned.stream()).toList();
		return STATEMENT.formatted(String.join(", ", all), quoted(tables), quoted(partitioned));
	}

	private static String quoted(List<String> names) {
		return names.stream().map((name) -> "'" + name + "'").collect(Collectors.joining(", "));
	}

}
