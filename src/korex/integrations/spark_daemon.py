"""The process from which Spark forks its Python workers, with korex loaded: they start at once and share its memory.

spark.python.daemon.module   korex.integrations.spark_daemon
"""

from pyspark.daemon import manager

from korex.pipeline import warm_up

if __name__ == "__main__":
    warm_up()
    manager()
