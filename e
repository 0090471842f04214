lab info: Nie ma pliku „/tmp/h/w/cli/d.lab” albo dysk lub udział sieciowy nie jest podłączony.
