/**
 * The report: figures with their spread, beside their goals, as JSON, Markdown and SVG.
 */
@NullMarked
package io.followsync.benchmarks.report;

import org.jspecify.annotations.NullMarked;
