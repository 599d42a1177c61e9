"""First names with their short forms and other spellings, one name a line."""

FORMS = """
aaron ron ronnie
abdul abdullah abdallah
abigail abi abbie abby gail
ahmed ahmad ahmet
alan allan allen alun al
alastair alistair alasdair alister ali al
albert bert bertie al
alexander alex sandy alec alasdair al xander sasha
alexandra alex alexa sandra sandy lexi sasha
alfred alf alfie fred
alice ali ally
alison ali allie
amanda mandy
andrew andy drew andreas
angela angie ang
anne ann anna annie nan hannah
anthony tony ant antony
archibald archie
arthur art
barbara barb babs
barry baz
beatrice bea trixie
benjamin ben benji
bernadette bernie detta
bernard bernie
brian bri bryan
bronwen bron
caitlin cat kate
caroline carrie caz carol
catherine katherine kathryn catrin catriona cath kathy kate katie cathy kath cat kat
ceridwen ceri
charles charlie chuck chas
charlotte charlie lottie
christina chris tina chrissie
christine chris tina chrissie
christopher chris kit
clifford cliff
daniel dan danny
david dave davy dai dafydd davie dewi
deborah debbie deb debs
denise den
dennis den
derek del
diana di diane
donald don donnie
dorothy dot dottie
douglas doug dougie
edward ted eddie ned ed teddy
eileen eily
eilidh ailie helen
eleanor ellie nell ella elinor lena
elizabeth liz lizzie beth betty eliza libby bess elspeth
emily em emmy
emma em
euan ewan ewen owen
evan ieuan ifan
fiona fi
florence flo florrie
frances fran frankie
francesca fran
francis frank frankie fran
frederick fred freddie
gabriel gabe
gareth gaz gary
gary gaz garry
gemma gem
geoffrey geoff jeffrey jeff
george georgie
georgina georgie gina
gerard gerry ger gerald jerry
gillian gill jill jillian
graham graeme grahame
gregory greg
gwendolen gwen gwendoline
gwenllian gwen
harold harry hal
harriet hattie harry
hassan hasan
helen nell nellie elen
henry harry hal
herbert bert
hugh hughie huw shug
hussein husain hussain hossein
ian iain
ibrahim ebrahim
irene rene
isabel izzy bella isobel ishbel isabelle isabella
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie hamish jimmie jem
jane janie sian sheena jean
janet jan jessie
janice jan
jason jay
jennifer jenny jen
jeremy jem jerry
jessica jess jessie
joan siobhan jo
joanna jo joanne
john jack johnny sean ian iain ieuan jock ivan
jonathan jon jonny
joseph joe joey
josephine jo josie
joshua josh
judith judy jude
julia julie jules
julian jules
karen kaz
kenneth ken kenny
kevin kev
khadija khadijah
kimberley kim
kirsten kirsty
laura laurie
lawrence larry laurie laurence
leonard len lenny leo
leslie les lesley
lewis lew louis lewie
lillian lily lil
linda lyn lin lindy
louise lou
lucy lu
luke lukasz
magdalena magda
malcolm malc mal
margaret maggie peggy meg marge greta mags margie marged mairead megan peg rita
marie maria mary
marilyn maz lyn
martin marty mart
mary molly polly mair mairi moira maura maz may
matilda tilly tilda
matthew matt matty mathew
maureen mo
maximilian max
melanie mel
melissa mel
michael mick mike mickey mikey
michelle shell
miriam maryam mariam
mohammed mo mohamed muhammad mohammad mohamad muhammed mohd md
morgan mo
nancy nan
natalie nat natasha
natasha tasha nat
nathaniel nat nathan nate
neil neal niall
nicholas nick nicky nico
nicola nicky nic nikki
nigel nige
norman norm
oliver ollie oli
oluwaseun seun
oluwatobi tobi
pamela pam
patricia pat patsy trish tricia paddy
patrick paddy pat
penelope penny
peter pete
philip phil
rachel rach rae
raymond ray
rebecca becky bex becca
reginald reg
rhiannon rhi
richard dick rick richie rich ricky
robert bob bobby rob robbie rab bert
roderick rod roddy rory
rodney rod
roger rodge
ronald ron ronnie
rosalind ros roz
rosemary rose rosie
roxanne roxy
russell russ
samantha sam sammy
samuel sam sammy
sarah sally sadie sara
sharon shaz
sheila shelagh
sidney sid
simon si
sophie soph
stanley stan
stephanie steph stef
stephen steve stevie ste steven
stuart stewart stu
susan sue susie suzanne susanna suzie
syed sayed said
tamara tammy
terence terry tel
teresa theresa tess terry tessa
theodore theo ted
thomas tom tommy twm tam
timothy tim
trevor trev
valerie val
veronica ronnie vera
victor vic
victoria vicky tori vicki
vincent vince vinny
vivienne viv
walter wally walt
wendy wen
wilfred wilf fred
william bill billy will liam gwilym wil wullie willie
yusuf yousef yousuf youssef
zachary zach zak
zoe zowie
"""
"""The first word of a line is the full form; a short form may stand in several."""
