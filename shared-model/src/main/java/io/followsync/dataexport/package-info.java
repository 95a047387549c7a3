/**
 * What the files of a data export are, as their names and folders tell: the gateway
 * accepts and the worker reads the same ones.
 */
@NullMarked
package io.followsync.dataexport;

import org.jspecify.annotations.NullMarked;
