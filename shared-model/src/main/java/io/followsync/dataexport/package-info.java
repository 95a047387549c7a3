/**
 * The names that the files of a data export have: the gateway accepts and the worker
 * reads the same ones.
 */
@NullMarked
package io.followsync.dataexport;

import org.jspecify.annotations.NullMarked;
