;; A plain walk over a text with a table of byte classes: what an engine needs to look at every byte once.
(module
  (memory (export "memory") 1)
  (func (export "walk") (param $at i32) (param $end i32) (result i32)
    (local $count i32)
    (loop $next
      (if (i32.lt_u (local.get $at) (local.get $end))
        (then
          (local.set $count
            (i32.add (local.get $count) (i32.load8_u (i32.load8_u (local.get $at)))))
          (local.set $at (i32.add (local.get $at) (i32.const 1)))
          (br $next))))
    (local.get $count)))
